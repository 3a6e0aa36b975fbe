import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: '.ci/build-command.ts',
    reporters: ['default', '.ci/closing-line.ts'],
  },
})
