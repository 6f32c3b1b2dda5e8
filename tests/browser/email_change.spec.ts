import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { EmailChangeFactory } from '#database/factories/email_change_factory'
import { UserFactory } from '#database/factories/user_factory'
import EmailChange from '#models/email_change'
import { eventually } from '#tests/support/eventually'
import { mailsTo } from '#tests/support/mails'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`
const password = 'secret-password'
const newPassword = 'a-brand-new-password'

const address = () => `new.${crypto.randomUUID()}@example.com`

async function loggedIn(email: string) {
  const visitor = new Visitor(origin)
  await visitor.get('/login')
  await visitor.post('/login', { email, password, remember: 'true' })
  return visitor
}

test.group('Account changes', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a new password logs out the other devices, and this one stays logged in (ASVS 7.4.3)', async ({
    assert,
    browserContext,
  }) => {
    const { email } = await UserFactory.create()
    const otherDevice = await loggedIn(email)
    const { inspector, page } = await PageInspector.open(browserContext)
    await openPage(page, '/login')
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByLabel('Keep me logged in').check()
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL('/dashboard')

    await openPage(page, '/settings/password')
    await page.getByLabel('Current password').fill('wrong-password')
    await page.getByLabel('New password', { exact: true }).fill(newPassword)
    await page.getByRole('button', { name: 'Save the new password' }).click()
    await page.getByText('This is not your current password.').waitFor()
    assert.equal(await page.getByLabel('New password', { exact: true }).inputValue(), newPassword)
    await page.getByLabel('Current password').fill(password)
    await page.getByRole('button', { name: 'Save the new password' }).click()
    await page
      .getByText('Your new password is saved. Your other devices are logged out.', { exact: true })
      .waitFor()
    await inspector.inspect(page)

    await browserContext.clearCookies({ name: 'easystart-session' })
    await page.goto('/dashboard')
    assert.equal(new URL(page.url()).pathname, '/dashboard')
    const answer = await otherDevice.get('/dashboard')
    assert.equal(answer.headers.get('location'), '/login')
  })

  test('the new e-mail address confirms the change, and the former one undoes it', async ({
    assert,
    browser,
    browserContext,
    db,
  }) => {
    const user = await UserFactory.create()
    const email = address()
    const { inspector, page } = await PageInspector.open(browserContext)
    await logIn(browserContext, user)
    await openPage(page, '/settings/email')
    await page.getByLabel('New e-mail address').fill(email)
    await page.getByRole('button', { name: 'Send a link' }).click()
    await page.getByText('nothing changes.').waitFor()
    await inspector.inspect(page)

    const context = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
    const mail = await context.newPage()
    await mail.goto(await eventually(() => linkTo(email)))
    await mail.waitForURL('/login')
    await mail.locator('[name=email]').fill(user.email)
    await mail.locator('[name=password]').fill('secret-password')
    await mail.locator('main form:has([name=password]) [type=submit]').click()
    await mail.getByRole('button', { name: 'Use this address' }).click()
    await mail.waitForURL('/dashboard')
    await db.assertHas('users', { id: user.id, email })

    await mail.goto(await eventually(() => linkTo(user.email)))
    await mail.getByRole('button', { name: 'Recover the account' }).click()
    await mail.waitForURL('/login')
    await context.close()
    await db.assertHas('users', { id: user.id, email: user.email })

    await page.goto('/dashboard')
    assert.equal(new URL(page.url()).pathname, '/login')
  })

  test('one of several accounts gets an address that all confirm at the same moment, and none fails', async ({
    assert,
    db,
  }) => {
    const email = address()
    const users = await UserFactory.createMany(4)
    const origins = { ipAddress: '192.0.2.7', userAgent: null }
    const tokens = await Promise.all(
      users.map(async (user) => {
        const change = await EmailChangeFactory.merge({ userId: user.id, email }).create()
        return change.issueLink()
      })
    )
    const changes = await Promise.all(
      [...tokens, ...tokens].map((token) => EmailChange.confirm(token, origins))
    )

    assert.lengthOf(
      changes.filter((change) => change !== null),
      1
    )
    await db.assertHas('users', { email }, 1)
  })
})

async function linkTo(recipient: string) {
  const [mail] = await mailsTo(recipient)
  return mail?.text?.match(/\S+\/email-changes\/\S+/)?.[0]
}
