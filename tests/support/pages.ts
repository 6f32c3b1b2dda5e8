import type { BrowserContext, Page } from 'playwright'

/** Opens a page and waits until Vue has hydrated it, if it is a Vue page. */
export async function openPage(page: Page, path: string) {
  const response = await page.goto(path)
  await page.waitForFunction(() => {
    const root = document.getElementById('app')
    return !root || '__vue_app__' in root
  })
  return response
}

/** Logs an account of `UserFactory` in without the form, which has tests of its own. */
export async function logIn(context: BrowserContext, { email }: { email: string }) {
  await context.request.get('/login')
  const cookies = await context.cookies()
  const token = cookies.find(({ name }) => name === 'XSRF-TOKEN')!.value
  const answer = await context.request.post('/login', {
    form: { email, password: 'secret-password' },
    headers: { 'x-xsrf-token': decodeURIComponent(token) },
    maxRedirects: 0,
  })
  if (answer.headers().location !== '/dashboard') throw new Error(`${email} is not logged in`)
}
