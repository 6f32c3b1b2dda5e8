import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type LaunchOptions } from 'playwright'

const INSTALLED = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Chromium's sandbox does not work as root, test machines have no GPU, and the other flags stop requests to Google at
 * every start.
 */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts an installed Chromium or Chrome, or else the one from npm (Linux).
 */
export async function launchChromium(options: LaunchOptions = {}) {
  const executablePath = INSTALLED.find((path) => path && existsSync(path)) ?? (await bundled())
  return chromium.launch({ ...options, executablePath, args: ARGS })
}

/**
 * The package unpacks the browser into the temporary directory, where another user may already have one. So this
 * checkout has its own.
 */
async function bundled() {
  const { default: bundle } = await import('@sparticuz/chromium')
  const { TMPDIR } = process.env
  process.env.TMPDIR = fileURLToPath(new URL('../../tmp/chromium', import.meta.url))
  await mkdir(process.env.TMPDIR, { recursive: true })
  try {
    return await bundle.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}
