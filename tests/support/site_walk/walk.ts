import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, ConsoleMessage, Page } from 'playwright'
import database from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import AccountEvent from '#models/account_event'
import Group from '#models/group'
import type User from '#models/user'
import { directionOf } from '#i18n/catalogue'
import { mistakeFinder, USER_AGENT } from '#tests/support/site_walk/untranslated'
import { withoutContent } from '#tests/support/site_walk/content'
import { probe } from '#tests/support/site_walk/page_probe'
import type { Visit } from '#tests/support/site_walk/visits'

const PASSWORD = 'secret-password'
const WINDOWS = {
  phone: { width: 390, height: 844 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1440, height: 900 },
}
const SETTLING_MS = 2_000
/** A folder for pictures of all pages. */
const PICTURES = process.env.PAGE_WALK_PICTURES

const CONTENT = new Set<string>()

/** How a walk looks at the pages. */
export interface View {
  locale: string
  window: keyof typeof WINDOWS
  colors: 'light' | 'dark'
  /** Whether axe looks for barriers too. */
  axe?: boolean
}

/**
 * Visits the pages in one view, as guest and as logged-in user.
 */
export class Walk {
  #pages = new Map<Visit['as'], Page>()

  /** All problems, each with the visit that found it. */
  readonly problems: string[] = []

  /** Texts of the records that the visits have made. A list that members share shows those of earlier walks too. */
  readonly content = CONTENT

  /** The addresses of the user with an account and of the administrator, and one for a new sign-up. */
  readonly addresses: { regular: string; staff: string; newcomer: string }

  private constructor(
    private view: View,
    regular: User,
    staff: User,
    private findMistake: Awaited<ReturnType<typeof mistakeFinder>>
  ) {
    const newcomer = `ada.${crypto.randomUUID()}@example.com`
    this.addresses = { regular: regular.email, staff: staff.email, newcomer }
  }

  static async start(browser: Browser, view: View) {
    const { locale } = view
    await database.from('rate_limits').delete()

    const regular = await member(locale)
    const staff = await member(locale)
    const walk = new Walk(view, regular, staff, await mistakeFinder(locale))
    walk.#pages.set('guest', await newPage(browser, view))
    walk.#pages.set('regular', await memberPage(browser, view, regular))
    await manyEvents(regular)

    const administrators = await Group.administrators()
    await administrators.add([staff.id], { ipAddress: null, userAgent: null })
    walk.content.add(administrators.name)
    walk.#pages.set('staff', await memberPage(browser, view, staff))

    const newcomer = await member(locale)
    walk.#pages.set('newcomer', await memberPage(browser, view, newcomer))
    await database.from('account_events').where('user_id', newcomer.id).delete()
    return walk
  }

  async visit(visit: Visit) {
    const { axe, window, locale, colors } = this.view
    if (visit.isPhoneOnly && window !== 'phone') return

    const page = this.#pages.get(visit.as)!
    const blocked = await blockedDuring(page, () => visit.open(page, this))
    this.problems.push(...blocked.map((text) => `${visit.shows} (policy): ${text}`))
    await this.#report(visit, window, () => this.#problemsOf(page))
    if (PICTURES) {
      const name = `${visit.shows} ${locale} ${window} ${colors}`.replaceAll(/\W+/g, '-')
      await page.screenshot({ path: join(PICTURES, `${name}.png`) })
    }
    if (axe && !visit.isNothingNew) await this.#report(visit, 'axe', () => violationsOn(page))
  }

  async end() {
    await Promise.all([...this.#pages.values()].map((page) => page.context().close()))
  }

  /** Retries for a while, because the page may still be moving or loading its messages. */
  async #report({ shows }: Visit, how: string, look: () => Promise<string[]>) {
    const deadline = Date.now() + SETTLING_MS
    let problems = await look()
    while (problems.length > 0 && Date.now() < deadline) {
      await wait(200)
      problems = await look()
    }
    this.problems.push(...problems.map((problem) => `${shows} (${how}): ${problem}`))
  }

  async #problemsOf(page: Page) {
    const { locale } = this.view
    const { lang, dir, texts, misfits } = await page.evaluate(probe)
    const spoken = texts.flatMap((text) => {
      const mistake = this.findMistake(withoutContent(text, this.content))
      return mistake ? [`${mistake}: ${text}`] : []
    })
    if (lang !== locale) spoken.push(`its language is ${lang}`)
    if (dir !== directionOf(locale)) spoken.push(`its direction is ${dir}`)
    return [...spoken, ...misfits]
  }
}

/** The browser's messages about content that the policy of the page blocks. */
async function blockedDuring(page: Page, open: () => Promise<unknown>) {
  const messages: string[] = []
  const note = (message: ConsoleMessage) => {
    if (/content security policy/i.test(message.text())) messages.push(message.text())
  }
  page.on('console', note)
  await open()
  page.off('console', note)
  return messages
}

async function violationsOn(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ iframes: false })
    .analyze()
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`
  )
}

async function member(locale: string) {
  return UserFactory.merge({ locale, password: PASSWORD }).create()
}

/** Enough events for several pages, with and without addresses and devices. */
async function manyEvents(user: User) {
  const kinds = ['signed_up', 'confirmed', 'signed_in', 'signed_out', 'token_reused'] as const
  await AccountEvent.createMany(
    Array.from({ length: 130 }, (_, index) => ({
      userId: user.id,
      kind: kinds[index % kinds.length],
      ipAddress: index % 3 ? '2001:db8:85a3:8d3:1319:8a2e:370:7348' : null,
      userAgent: index % 2 ? USER_AGENT : null,
    }))
  )
}

async function newPage(browser: Browser, { locale, window, colors }: View) {
  const baseURL = `http://localhost:${process.env.PORT}`
  const context = await browser.newContext({
    baseURL,
    userAgent: USER_AGENT,
    viewport: WINDOWS[window],
    colorScheme: colors,
  })
  await context.addCookies([{ name: 'locale', value: locale, url: baseURL }])
  context.setDefaultTimeout(10_000)
  return context.newPage()
}

async function memberPage(browser: Browser, view: View, user: User) {
  const page = await newPage(browser, view)
  await page.goto('/login')
  await page.locator('main [name=email]').fill(user.email)
  await page.locator('main [name=password]').fill(PASSWORD)
  await page.locator('main [type=submit]').first().click()
  // The first log-in comes while other suites start.
  await page.waitForURL('/dashboard', { timeout: 30_000 })
  return page
}
