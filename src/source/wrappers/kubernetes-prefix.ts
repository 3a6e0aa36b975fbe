import { peeled, type Wrapper } from './wrapper.ts'

const LINE = /^\[(?:pod|deployment|job)\/([\w.-]+(?:\/[\w.-]+)?)\] ?(.*)$/s

/** `kubectl logs --prefix`: `[pod/kafka-0/kafka] …`. */
export const kubernetesPrefix: Wrapper = {
  id: 'kubernetes-prefix',
  peel(line) {
    const [, pod, text] = LINE.exec(line) ?? []
    return text === undefined ? undefined : peeled(text, undefined, pod)
  },
}
