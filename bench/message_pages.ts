import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { median } from './median.ts'

const RENDERS = 300
const WARM_UP = 100

type Render = (page: object) => Promise<{ body: string }>

/**
 * Milliseconds to render the welcome page, measured alternately with its messages and with a copy of the server bundle
 * that has empty catalogues, so that `t` does nothing.
 */
export async function pageTimes(build: URL, locales: readonly string[]) {
  const folder = fileURLToPath(new URL('public/assets/server/', build))
  const copy = await mkdtemp(join(tmpdir(), 'easystart-bench-'))
  try {
    await cp(folder, copy, { recursive: true })
    await emptyCatalogues(folder, copy)
    const [full, empty] = [await rendererOf(folder), await rendererOf(copy)]
    const times = []
    for (const locale of locales) times.push(await compare(locale, full, empty))
    return times
  } finally {
    await rm(copy, { recursive: true })
  }
}

async function compare(locale: string, full: Render, empty: Render) {
  const times: { full: number[]; empty: number[] } = { full: [], empty: [] }
  for (let done = 0; done < WARM_UP + RENDERS; done++) {
    const [withMessages, without] = [
      await timed(full, locale, done),
      await timed(empty, locale, done),
    ]
    if (done >= WARM_UP) {
      times.full.push(withMessages)
      times.empty.push(without)
    }
  }
  return { locale, withMessages: median(times.full), without: median(times.empty) }
}

/** Each page object is different, because the bundle caches rendered pages. */
async function timed(render: Render, locale: string, number: number) {
  const props = { locale, region: { locale, timeZone: 'UTC' }, errors: {}, number }
  const page = { component: 'home', props, url: '/', version: '', flash: {} }
  const start = performance.now()
  await render(page)
  return performance.now() - start
}

async function rendererOf(folder: string): Promise<Render> {
  const bundle = await import(pathToFileURL(join(folder, 'ssr.js')).href)
  return bundle.default
}

/** The catalogues are the files whose default export has an area named `common`. */
async function emptyCatalogues(folder: string, copy: string) {
  const files = await readdir(folder)
  for (const file of files.filter((name) => /^[a-z]{2,3}(-\w+)?-.{8}\.js$/.test(name))) {
    const content = await import(pathToFileURL(join(folder, file)).href)
    if (content.default?.common) await writeFile(join(copy, file), 'export default {}')
  }
}
