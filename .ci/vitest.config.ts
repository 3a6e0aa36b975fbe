import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 90_000,
    globalSetup: '.ci/build-command.ts',
    reporters: ['default', '.ci/closing-line.ts'],
  },
})
