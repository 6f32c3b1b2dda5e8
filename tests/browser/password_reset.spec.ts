import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import PasswordReset from '#models/password_reset'
import type User from '#models/user'
import { eventually } from '#tests/support/eventually'
import { mailsTo } from '#tests/support/mails'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`
const password = 'secret-password'
const newPassword = 'a-brand-new-password'

test.group('A forgotten password', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a reset in a browser without scripts logs every device out', async ({
    assert,
    browser,
  }) => {
    const { email } = await UserFactory.create()
    const otherDevice = new Visitor(origin)
    await otherDevice.get('/login')
    await otherDevice.post('/login', { email, password, remember: 'true' })
    const context = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
    const page = await context.newPage()

    await page.goto('/login')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByLabel('E-mail address').fill(email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('status').getByText(email).waitFor()

    await page.goto(await eventually(() => linkTo(email)))
    await page.getByLabel('New password', { exact: true }).fill(newPassword)
    await page.getByRole('button', { name: 'Save the new password' }).click()
    await page.waitForURL('/login')

    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(newPassword)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL('/dashboard')
    await context.close()

    const answer = await otherDevice.get('/dashboard')
    assert.equal(answer.headers.get('location'), '/login')
  })

  test('simultaneous uses of several links of one account set one password', async ({
    assert,
    db,
  }) => {
    const user = await UserFactory.create()
    const [one, other] = [await linkOf(user), await linkOf(user)]
    const answers = await Promise.all(
      [one, other, one, other].map(async (link) => {
        const visitor = new Visitor(origin)
        await visitor.get('/forgot-password')
        const { headers } = await visitor.post(link, { password: newPassword })
        return headers.get('location')
      })
    )

    assert.sameMembers(answers, ['/login', ...Array(3).fill('/forgot-password')])
    await db.assertHas('account_events', { user_id: user.id, kind: 'password_reset' }, 1)
  })
})

async function linkOf(user: User) {
  const link = await PasswordReset.issue(user, crypto.randomUUID())
  return `/password-resets/${link!.token}`
}

async function linkTo(address: string) {
  const [mail] = await mailsTo(address)
  return mail?.text?.match(/\S+\/password-resets\/\S+/)?.[0]
}
