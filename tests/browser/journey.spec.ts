import { test } from '@japa/runner'
import { PageInspector } from '#tests/support/page_inspector'
import { eventually } from '#tests/support/eventually'
import { mailsTo } from '#tests/support/mails'

/** Whether the long address fits into the box around the details. */
const FITS = `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('dl'))`

const IS_WHOLE = `(({ clientHeight, contentDocument }) => clientHeight >= contentDocument.body.scrollHeight)(document.querySelector('iframe'))`

test.group('Journey', () => {
  test('a person signs up, gets the mail, confirms, logs out and logs in again (ASVS 7.4.4)', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await PageInspector.open(browserContext)
    const email = `ada.${crypto.randomUUID().replaceAll('-', '')}@example.com`

    await page.goto('/', { waitUntil: 'networkidle' })
    await inspector.inspect(page)

    await page.getByRole('link', { name: 'Sign up' }).first().click()
    await page.getByRole('heading', { name: 'Create your account' }).waitFor()
    await inspector.inspect(page)

    await page.getByLabel('Name').fill('Ada Lovelace')
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByText('Enter at least 8 characters.').waitFor()
    assert.equal(await page.getByLabel('E-mail address').inputValue(), email)
    await inspector.inspect(page)

    await page.getByLabel('Password', { exact: true }).fill('analytical-engine')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor()
    await inspector.inspect(page)

    const mail = await eventually(async () => {
      const [received] = await mailsTo(email)
      return received
    })
    assert.equal(mail.subject, 'Confirm your e-mail address')

    await page.goto(`/dev/mailbox/${mail.id}`)
    await inspector.inspect(page)
    assert.isTrue(await page.evaluate(IS_WHOLE), 'the mail is shown at its full height')
    await page
      .frameLocator('iframe')
      .getByRole('link', { name: 'Confirm your e-mail address' })
      .click()

    await page.getByRole('button', { name: 'Confirm and log in' }).waitFor()
    await page.getByText(email).waitFor()
    await inspector.inspect(page)
    const { width, height } = page.viewportSize()!
    await page.setViewportSize({ width: 390, height })
    assert.isTrue(await page.evaluate(FITS))
    await page.setViewportSize({ width, height })
    await page.getByRole('button', { name: 'Confirm and log in' }).click()

    await page.waitForURL('/dashboard')
    await page.getByRole('heading', { name: 'Dashboard' }).first().waitFor()
    await page.getByText('E-mail address confirmed', { exact: true }).waitFor()
    await inspector.inspect(page)

    await page.getByRole('button', { name: 'Ada Lovelace' }).first().click()
    await page.getByRole('menuitem', { name: 'Log out' }).click()
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
    await inspector.inspect(page)

    await page.goto('/dashboard')
    await page.waitForURL('/login')
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('wrong-password')
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.getByText('These details do not match an account that can log in').first().waitFor()
    await inspector.inspect(page)

    await page.getByLabel('Password', { exact: true }).fill('analytical-engine')
    await page.getByLabel('Keep me logged in').check()
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
    await page.waitForURL('/dashboard')
    await page.getByText('Logged out').waitFor()
    await inspector.inspect(page)
  })
})
