import { gzipSync } from 'node:zlib'
import { launchChromium } from '../tests/support/chromium.ts'

/** In kB, for all scripts of the first visit to the log-in page. */
export const JS_BUDGET = 130

/**
 * The bytes that a browser with an empty cache loads for a page, gzipped, in kB (1,000 bytes).
 */
export async function firstVisit(url: string) {
  const browser = await launchChromium()
  try {
    const sizes = { script: 0, stylesheet: 0 }
    const loads: Promise<void>[] = []
    const page = await browser.newPage()
    page.on('response', (response) => {
      const type = response.request().resourceType()
      if (type === 'script' || type === 'stylesheet') {
        loads.push(
          response.body().then((body) => void (sizes[type] += gzipSync(body).length / 1000))
        )
      }
    })
    await page.goto(url, { waitUntil: 'networkidle' })
    await Promise.all(loads)
    return { js: sizes.script, css: sizes.stylesheet }
  } finally {
    await browser.close()
  }
}
