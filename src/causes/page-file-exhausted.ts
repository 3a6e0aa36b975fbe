import { defineCause } from '../model/cause.ts'

export const pageFileExhausted = defineCause({
  id: 'page-file-exhausted',
  family: 'memory',
  title: "Windows' commit limit was reached: memory and page file were promised away",
  summary:
    'Windows never overcommits: every commit counts against memory plus page file, whether it is used or not. VirtualAlloc fails with error 1455 ("The paging file is too small for this operation to complete") when all processes together reach the limit, with memory free.',
  consequenceOf: ['thread-leak'],
  prior: -3,
  triggers: ['page-file-used-up'],
  evidence: {
    'page-file-used-up': { present: 5, absent: -6 },
    'windows-host': { present: 1, absent: -8 },
    'native-allocation-failed': { present: 1, absent: -4 },
    'jvm-not-started': { present: 4 },
    'jvm-32-bit': { present: -1 },
  },
  symptoms: ['native-allocation-failed', 'page-file-used-up'],
  remedies: [
    {
      when: 'now',
      action: 'Enlarge the page file, or stop processes that commit much (see "Commit size" in the task manager).',
    },
    {
      when: 'for-good',
      action:
        'Let Windows manage the page file, and lower -Xms, -Xss and thread counts: committed memory counts although unused.',
    },
  ],
  references: ['https://learn.microsoft.com/windows/win32/memory/virtual-address-space-and-physical-storage'],
})
