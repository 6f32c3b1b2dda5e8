import { existsSync } from 'node:fs'
import { chromium, type LaunchOptions } from 'playwright'

const INSTALLED = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Root has no sandbox, a test machine no GPU, and without the others Chromium calls home at every start.
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
 * Starts an installed Chromium or Chrome, else the one that npm brought (Linux).
 */
export async function launchChromium(options: LaunchOptions = {}) {
  const executablePath = INSTALLED.find((path) => path && existsSync(path)) ?? (await bundled())
  return chromium.launch({ ...options, executablePath, args: ARGS })
}

async function bundled() {
  const { default: bundle } = await import('@sparticuz/chromium')
  return bundle.executablePath()
}
