import type { Browser, BrowserContext, Request, Response } from 'playwright'
import { watchCookie, watchForm, watchText, watchUrl } from '#tests/support/secrets/seen_secrets'

/** Collects the secrets that pass through the pages of a browser, in every context that it opens. */
export function watchBrowser(browser: Browser) {
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => watchContext(await newContext(options))
  return browser
}

function watchContext(context: BrowserContext) {
  context.on('request', watchRequest)
  context.on('response', (response) => void watchResponse(response).catch(ignoreClosedPage))
  const close = context.close.bind(context)
  context.close = async (options) => {
    for (const { name, value } of await context.cookies()) watchCookie(name, value)
    await close(options)
  }
  return context
}

function watchRequest(request: Request) {
  watchUrl(request.url())
  const type = request.headers()['content-type'] ?? ''
  if (!/json|urlencoded/.test(type)) return
  watchForm((request.postDataJSON() ?? {}) as Record<string, unknown>)
}

async function watchResponse(response: Response) {
  if (!['document', 'xhr', 'fetch'].includes(response.request().resourceType())) return
  for (const { name, value } of await response.headersArray()) {
    const cookie = name.toLowerCase() === 'set-cookie' && value.match(/^([^=]+)=([^;]*)/)
    if (cookie) watchCookie(cookie[1], cookie[2])
  }
  if (response.status() === 200) watchText(await response.text())
}

/** A page that is left before its answer was read has shown nothing of it. */
function ignoreClosedPage() {}
