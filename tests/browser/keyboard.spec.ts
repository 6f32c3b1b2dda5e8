import { test } from '@japa/runner'
import database from '@adonisjs/lucid/services/db'
import type { Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'
import { addAuthenticator, codeOf } from '#tests/support/second_factor'

const MOST_STOPS = 80

const GUEST = ['/login', '/signup', '/forgot-password']
const MEMBER = [
  ...['/dashboard', '/notifications', '/settings/profile', '/settings/preferences'],
  ...['/settings/security', '/settings/notifications', '/settings/data', '/settings/password'],
]

/** Presses Tab until the first element comes again. @returns the elements on which the focus cannot be seen */
async function hiddenStops(page: Page) {
  const hidden: string[] = []
  let stops = 0
  for (; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(lookAtFocus)
    if (stop === 'again') break
    if (stop) hidden.push(stop)
  }
  return { hidden, stops }
}

/** Runs in the browser. @returns the element with the focus if nobody can see that it has it */
function lookAtFocus() {
  const element = document.activeElement as HTMLElement
  if (element === document.body) return ''
  if (element.dataset.wasReached) return 'again'
  element.dataset.wasReached = 'yes'

  const styles = () => {
    for (const animation of document.getAnimations()) animation.cancel()
    return [element, element.parentElement!, element.nextElementSibling ?? element]
      .map((one) => getComputedStyle(one))
      .map((style) => [
        style.outline,
        style.boxShadow,
        style.backgroundColor,
        style.color,
        style.clip,
      ])
      .join('|')
  }
  const focused = styles()
  const { width, height, top, left } = element.getBoundingClientRect()
  const isInside = width > 1 && height > 1 && top < innerHeight && left < innerWidth
  element.blur()
  const isMarked = styles() !== focused
  element.focus()
  return isInside && isMarked ? '' : element.outerHTML.slice(0, 200)
}

test.group('By keyboard', (group) => {
  group.each.setup(async () => {
    await database.from('rate_limits').delete()
  })

  for (const path of GUEST) {
    test(`each element that Tab reaches on ${path} shows the focus`, async ({
      assert,
      browserContext,
    }) => {
      const { page } = await PageInspector.open(browserContext)
      await openPage(page, path)
      const { hidden, stops } = await hiddenStops(page)
      assert.deepEqual(hidden, [])
      assert.isAbove(stops, 5)
    })
  }

  test('each element that Tab reaches on the pages of a member shows the focus', async ({
    assert,
    browserContext,
  }) => {
    const { page } = await PageInspector.open(browserContext)
    await logIn(browserContext, await UserFactory.create())
    for (const path of MEMBER) {
      await openPage(page, path)
      const { hidden, stops } = await hiddenStops(page)
      assert.deepEqual(hidden, [], path)
      assert.isAbove(stops, 5, path)
    }
  }).timeout(120_000)

  test('a log-in with a second factor needs no mouse, and an error takes the focus to its field', async ({
    browserContext,
  }) => {
    const user = await UserFactory.create()
    const { key } = await addAuthenticator(user)
    const { page } = await PageInspector.open(browserContext)
    await openPage(page, '/login')
    await page.locator('main [name=email]').focus()
    await page.keyboard.type(user.email)
    await page.keyboard.press('Enter')
    await page.locator('main [aria-invalid=true]').waitFor()
    await page.locator('[name=password]:focus').waitFor()

    await page.keyboard.type('secret-password')
    await page.keyboard.press('Enter')
    await page.waitForURL('/login/second-factor')
    await page.locator('[name=code]:focus').waitFor()
    await page.keyboard.type('12')
    await page.keyboard.press('Enter')
    await page.locator('main [aria-invalid=true]').waitFor()
    await page.locator('[name=code]:focus').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(codeOf(key))
    await page.keyboard.press('Enter')
    await page.waitForURL('/dashboard')
    await page.locator('#content:focus').waitFor()
  })

  test('a sign-up needs no mouse, and an error takes the focus to the first field that is wrong', async ({
    browserContext,
  }) => {
    const { page } = await PageInspector.open(browserContext)
    await openPage(page, '/signup')
    await page.locator('main [name=name]').focus()
    await page.keyboard.type('Ada Lovelace')
    await page.keyboard.press('Tab')
    await page.keyboard.type('ada')
    await page.keyboard.press('Enter')
    await page.locator('main [aria-invalid=true]').first().waitFor()
    await page.locator('[name=email]:focus').waitFor()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(`ada.${crypto.randomUUID()}@example.com`)
    await page.keyboard.press('Tab')
    await page.keyboard.type('nine-kestrels-over-lisbon')
    await page.keyboard.press('Enter')
    await page.waitForURL('/email-confirmations/new')
    await page.locator('#content:focus').waitFor()
  })
})
