import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Stories in a real browser before a running platform: `JIEBANG_URL=http://localhost:8080 npm run stories`. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    // The driver of the browser is read once a worker, not once a file.
    isolate: false,
    environment: 'node',
    include: ['e2e/**/*.story.ts'],
    globalSetup: ['e2e/browser.ts'],
    // A machine under load is slow, not wrong.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
})
