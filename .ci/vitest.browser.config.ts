import { defineConfig } from 'vitest/config'

/** What needs a browser: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ['test/browser/*.browser.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    reporters: ['default', '.ci/closing-line.ts'],
  },
})
