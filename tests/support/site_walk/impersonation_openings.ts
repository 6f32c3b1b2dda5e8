import type { Page } from 'playwright'
import User from '#models/user'
import { afterPassword } from '#tests/support/site_walk/openings'
import type { Walk } from '#tests/support/site_walk/walk'

/** Opens the form with which the staff begins to use the account of the regular user. */
export async function impersonationForm(page: Page, { addresses }: Walk) {
  const { id } = await User.findByOrFail('email', addresses.regular)
  await afterPassword(`/management/users/${id}/impersonations/create`)(page)
}

/** Begins to use the account. The visits of the staff are as the regular user until it stops. */
export async function impersonation(page: Page, walk: Walk) {
  await impersonationForm(page, walk)
  await page.locator('main [name=reason]').fill('Chrome')
  await page.locator('main [type=submit]').first().click()
  await page.waitForURL('/dashboard')
  await page.locator('form[action*="/impersonation"]').waitFor()
}

/** Leads back to the page of the account, which lists the use. */
export async function impersonationStopped(page: Page) {
  await page.locator('form[action*="/impersonation"] [type=submit]').click()
  await page.waitForURL(/management/)
  await page.locator('main h1').waitFor()
}
