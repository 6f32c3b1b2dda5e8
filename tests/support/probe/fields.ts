import type { BrowserContext } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'

/** Opens the page with every field. */
export async function fieldsFor(
  browserContext: BrowserContext,
  locale: string,
  timeZone = 'Asia/Tokyo'
) {
  await logIn(browserContext, await UserFactory.merge({ locale, timeZone }).create())
  const opened = await PageInspector.open(browserContext)
  await openPage(opened.page, '/probe/fields')
  return opened
}
