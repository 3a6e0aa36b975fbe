import { defineCause } from '../model/cause.ts'

export const seccompClone3Eperm = defineCause({
  id: 'seccomp-clone3-eperm',
  family: 'threads',
  title: 'The container runtime forbids clone3: threads fail with EPERM',
  summary:
    'glibc 2.34 and later starts threads with clone3. Container runtimes with an older seccomp profile (docker before 20.10.10, libseccomp before 2.5) answer EPERM instead of ENOSYS, so that glibc does not fall back to clone, and no thread can be started at all. No limit is involved. Where the warning with EPERM is lost, a crash log shows it: the first thread refused with room at every ceiling.',
  prior: -3,
  triggers: ['thread-start-forbidden', 'thread-refused-below-ceilings', 'first-thread-refused'],
  evidence: {
    'thread-start-forbidden': { present: 6, absent: -8 },
    'thread-refused-below-ceilings': { present: 3 },
    'first-thread-refused': { present: 4 },
    'threads-at-ceiling': { present: -4 },
    'musl-libc': { present: -4 },
  },
  symptoms: ['thread-start-forbidden', 'thread-start-refused'],
  remedies: [
    {
      when: 'now',
      action: 'Run the container without the filter, to see that it is the cause.',
      command: 'docker run --security-opt seccomp=unconfined …',
    },
    {
      when: 'for-good',
      action:
        'Update docker to 20.10.10, containerd to 1.5.6, libseccomp to 2.5 or later, or use an image with an older glibc.',
    },
  ],
  references: ['https://github.com/moby/moby/pull/42681'],
})
