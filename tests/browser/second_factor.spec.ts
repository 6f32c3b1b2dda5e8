import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { PageInspector } from '#tests/support/page_inspector'
import { addAuthenticator, codeOf } from '#tests/support/second_factor'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`
const password = 'secret-password'

async function enterPassword(page: Page, email: string) {
  await page.goto('/login')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in', exact: true }).click()
}

/** Sends one form from several browsers at the same moment, each after the right password. */
async function sendAtOnce(email: string, path: string, form: Record<string, string>) {
  const visitors = []
  for (let times = 0; times < 4; times++) {
    const visitor = new Visitor(origin)
    await visitor.get('/login')
    await visitor.post('/login', { email, password })
    visitors.push(visitor)
  }
  const answers = await Promise.all(visitors.map((visitor) => visitor.post(path, form)))
  return answers.map(({ headers }) => headers.get('location'))
}

test.group('A second factor', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a member adds an app, keeps the codes, and logs in with both', async ({
    assert,
    browserContext,
  }) => {
    const { email } = await UserFactory.create()
    const { inspector, page } = await PageInspector.open(browserContext)
    await enterPassword(page, email)
    await page.waitForURL('/dashboard')
    await page.goto('/settings/security')
    await page.getByRole('link', { name: 'Set up' }).click()
    await page.getByRole('link', { name: 'Add an app' }).click()
    await page.getByRole('img', { name: 'QR code' }).waitFor()
    const shown = await page.locator('main code').innerText()
    const key = shown.replaceAll(/\s/g, '')
    const used = codeOf(key)
    await page.getByLabel('Code from the app').fill(used)
    await page.getByRole('button', { name: 'Turn on' }).click()

    await page.waitForURL('/settings/recovery-codes')
    const codes = await page.locator('[data-code]').allInnerTexts()
    assert.lengthOf(codes, 10)
    await inspector.inspect(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download' }).click(),
    ])
    assert.equal(await readFile(await download.path(), 'utf8'), `${codes.join('\n')}\n`)
    await page.getByRole('link', { name: 'I have saved the codes' }).click()
    await page.waitForURL('/settings/second-factor')
    await page.goBack()
    await page.waitForURL('/settings/recovery-codes')
    await page.getByText('Recovery codes are shown only once').waitFor()
    assert.equal(await page.locator('[data-code]').count(), 0)

    await browserContext.clearCookies()
    await page.goto('/settings/security')
    await enterPassword(page, email)
    await page.waitForURL('/login/second-factor')
    await inspector.inspect(page)
    await page.getByLabel('Code', { exact: true }).fill(used)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.getByText('This code is wrong or was used already').waitFor()
    await page.getByLabel('Code', { exact: true }).fill(codeOf(key, 1))
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL('/settings/security')
    await inspector.inspect(page, { expectedErrors: [/status of 422/] })
  })

  test('without scripts, a recovery code logs in', async ({ browser }) => {
    const user = await UserFactory.create()
    const { codes } = await addAuthenticator(user)
    const context = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
    const page = await context.newPage()
    await enterPassword(page, user.email)
    await page.waitForURL('/login/second-factor')
    await page.getByRole('link', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill('0000-0000-0000-0000')
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.getByText('This code is wrong or was used already').waitFor()
    await page.getByLabel('Recovery code').fill(codes[0])
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL('/dashboard')
    await context.close()
  })

  test('a code of the app that arrives four times at once logs one browser in', async ({
    assert,
  }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const path = '/login/second-factor'
    const answers = await sendAtOnce(user.email, path, { code: codeOf(key) })

    assert.lengthOf(
      answers.filter((answer) => answer === '/dashboard'),
      1
    )
  })

  test('a recovery code that arrives four times at once logs one browser in', async ({
    assert,
    db,
  }) => {
    const user = await UserFactory.create()
    const { codes } = await addAuthenticator(user)
    const form = { recoveryCode: codes[0] }
    const answers = await sendAtOnce(user.email, '/login/recovery-code', form)

    assert.lengthOf(
      answers.filter((answer) => answer === '/dashboard'),
      1
    )
    await db.assertHas('account_events', { user_id: user.id, kind: 'recovery_code_used' }, 1)
  })
})
