import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { eventually } from '#tests/support/eventually'
import { codeTo, endMinute } from '#tests/support/log_in_codes'
import { mailsTo } from '#tests/support/mails'
import { PageInspector } from '#tests/support/page_inspector'
import { Visitor } from '#tests/support/visitor'

const origin = `http://localhost:${process.env.PORT}`

test.group('The log-in by an e-mailed code', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test(
    'a code logs in after a wrong one, and a mail scanner that opens the link uses nothing up: {$self}'
  )
    .with(['with scripts', 'without scripts'])
    .run(async ({ assert, browser }, scripts) => {
      const { email } = await UserFactory.create()
      const javaScriptEnabled = scripts === 'with scripts'
      const context = await browser.newContext({ baseURL: origin, javaScriptEnabled })
      const { inspector, page } = await PageInspector.open(context)

      await page.goto('/login')
      await page.getByRole('link', { name: 'Log in with a code by e-mail' }).click()
      await page.waitForURL('/login/code')
      await page.getByLabel('E-mail address').fill(email)
      await page.getByRole('button', { name: 'Send the code' }).click()
      await page.waitForURL('/login/code/check')
      if (javaScriptEnabled) await inspector.inspect(page)

      const code = await eventually(() => codeTo(email))
      const [mail] = await mailsTo(email)
      const scanner = await browser.newPage({ baseURL: origin })
      await scanner.goto(mail.text!.match(/\S+\/login\/code\/check/)![0])
      await scanner.getByText('another browser has asked for it').waitFor()
      await scanner.close()

      const field = page.getByLabel('Code of six digits')
      await field.fill(code === '111111' ? '222222' : '111111')
      await page.getByRole('button', { name: 'Log in', exact: true }).click()
      await page.getByText('This code is wrong').waitFor()
      assert.equal(await field.inputValue(), '')

      await field.fill(code!)
      await page.getByRole('button', { name: 'Log in', exact: true }).click()
      await page.waitForURL('/dashboard')
      await context.close()
    })

  test('simultaneous uses of a code log in once, and at most five guesses count', async ({
    assert,
    db,
  }) => {
    const user = await UserFactory.create()
    const visitor = new Visitor(origin)
    await visitor.get('/login/code')
    await visitor.post('/login/code', { email: user.email })
    const code = await eventually(() => codeTo(user.email))

    const send = async (digits: string) => {
      const { headers } = await visitor.clone().post('/login/code/check', { code: digits })
      return headers.get('location')
    }
    const uses = await Promise.all(Array.from({ length: 4 }, () => send(code!)))
    assert.equal(uses.filter((location) => location === '/dashboard').length, 1)
    await db.assertHas('account_events', { user_id: user.id, kind: 'log_in_code_used' }, 1)

    await endMinute()
    await visitor.post('/login/code', { email: user.email })
    const wrong = code === '111111' ? '222222' : '111111'
    await Promise.all(Array.from({ length: 9 }, () => send(wrong)))
    await db.assertHas('account_events', { user_id: user.id, kind: 'log_in_code_failed' }, 5)
  })
})
