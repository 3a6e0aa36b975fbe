// The library in a real browser (`npm run test:browser`; CHROMIUM names another one than /usr/bin/chromium): every case of
// the corpus is answered as in Node, under a policy that forbids eval and all traffic but the page's own modules.

import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'rolldown'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { analyze, render } from '../../src/index.ts'
import { type CorpusFile, casesIn, sourcesOf } from '../corpus/cases.ts'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const ORIGIN = 'http://hserr.test'
const DOCUMENT = '<input type="file" multiple><pre></pre><script type="module" src="/page.js"></script>'
const POLICY = { 'content-security-policy': "default-src 'none'; script-src 'self'" }
/** Root may run it, and what Chromium asks of the network for itself is left out. */
const FLAGS = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-sync', '--no-first-run']

let browser: Browser
let page: Page
/** Requests beyond the page's own modules, and what the page complained of. */
const complaints: string[] = []

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM`)
  browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  page = await browser.newPage()
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  await serve(await modulesOf('test/browser/page.ts'))
  await page.goto(ORIGIN)
})

afterEach(() => expect(complaints).toEqual([]))

afterAll(() => browser?.close())

const cases = ['cases', 'look-alikes', 'healthy'].flatMap(casesIn)

test.each(cases.map(({ name, files }) => [name, files] as const))(
  '%s: the same report as in Node',
  async (_, files) => {
    const ofNode = JSON.parse(render(await analyze(sourcesOf(files)), 'json'))
    expect(await reportOfPage(files)).toEqual(ofNode)
  },
)

async function reportOfPage(files: readonly CorpusFile[]): Promise<unknown> {
  const answer = page.locator('pre')
  await answer.evaluate((element) => element.replaceChildren())
  await page.setInputFiles(
    'input',
    files.map(({ name, bytes }) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(bytes) })),
  )
  await page.waitForFunction(() => document.querySelector('pre')?.textContent !== '')
  return JSON.parse((await answer.textContent()) as string)
}

/** The page's modules by path; formats are modules of their own, loaded when they are met. */
async function modulesOf(entry: string): Promise<ReadonlyMap<string, string>> {
  const { output } = await build({
    input: { page: entry },
    platform: 'browser',
    output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    write: false,
  })
  return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code] as const] : [])))
}

async function serve(modules: ReadonlyMap<string, string>): Promise<void> {
  await page.route('**', async (route) => {
    const { pathname } = new URL(route.request().url())
    const code = modules.get(pathname)
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: DOCUMENT, headers: POLICY })
    if (code !== undefined) return route.fulfill({ contentType: 'text/javascript', body: code })
    if (pathname !== '/favicon.ico') complaints.push(`asked for ${route.request().url()}`)
    return route.abort()
  })
}
