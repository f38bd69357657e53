import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the platform answers, without a slash at the end. */
    url: string
    /** Where the browser listens. */
    browser: string
  }
}

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

/** One browser for all stories; every story has a profile of its own in it. */
export default async function start({ provide }: TestProject): Promise<() => Promise<void>> {
  const url = process.env.JIEBANG_URL
  if (!url) throw new Error('JIEBANG_URL is not set. Maybe no platform runs; start one with "mvn spring-boot:run" and set it to http://localhost:8080.')
  const executablePath = process.env.JIEBANG_BROWSER ?? BROWSERS.find((path) => existsSync(path))
  if (!executablePath) throw new Error(`None of ${BROWSERS.join(', ')} is there. Maybe Chromium is not installed, or JIEBANG_BROWSER must name it.`)
  const server = await chromium.launchServer({
    executablePath,
    // Root may not use the sandbox; nothing but the platform itself is opened.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  provide('url', url.replace(/\/$/, ''))
  provide('browser', server.wsEndpoint())
  return () => server.close()
}
