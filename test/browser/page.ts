// What a page does with the library: files that a person chooses are read and answered here, and go nowhere else.

import { analyze, render } from '../../src/index.ts'

const chooser = document.querySelector('input') as HTMLInputElement
const answer = document.querySelector('pre') as HTMLPreElement

chooser.addEventListener('change', async () => {
  const files = [...(chooser.files ?? [])]
  const report = await analyze(files.map((file) => ({ uri: file.name, stream: () => file.stream() })))
  answer.textContent = render(report, 'json')
})
