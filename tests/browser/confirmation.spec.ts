import { test } from '@japa/runner'
import type { BrowserContext } from 'playwright'
import router from '@adonisjs/core/services/router'
import database from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { confirmationLink } from '#tests/support/confirmation_link'

const origin = `http://localhost:${process.env.PORT}`

/** Long enough for a script of the page to submit a form, if one did so. */
const PATIENCE_MS = 1500

test.group('The confirmation link', (group) => {
  group.setup(() => router.commit())
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  test('a mail scanner that runs scripts confirms nothing, and the person can confirm after it', async ({
    assert,
    browser,
    browserContext,
    db,
  }) => {
    const registration = await RegistrationFactory.create()
    const link = confirmationLink(registration)
    const scanner = await browser.newContext({ baseURL: origin })
    assert.deepEqual(await formsSentBy(scanner, link), [])
    await scanner.close()
    await db.assertMissing('users', { email: registration.email })

    const page = await browserContext.newPage()
    await page.goto(link)
    await page.locator('main [name=password]').fill('secret-password')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.waitForURL('/dashboard')
    await db.assertHas('users', { email: registration.email }, 1)
  })

  test('the button works without scripts', async ({ browser, db }) => {
    const registration = await RegistrationFactory.create()
    const context = await browser.newContext({ baseURL: origin, javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(confirmationLink(registration))
    await page.locator('main [name=password]').fill('secret-password')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.waitForURL('/dashboard')
    await context.close()

    await db.assertHas('users', { email: registration.email }, 1)
  })
})

/** Opens the page as a mail scanner does: it runs the scripts but clicks no button. */
async function formsSentBy(context: BrowserContext, link: string) {
  const page = await context.newPage()
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url())
  })
  await page.goto(link, { waitUntil: 'networkidle' })
  await page.mouse.move(200, 200)
  await page.keyboard.press('Tab')
  await page.waitForTimeout(PATIENCE_MS)
  return sent
}
