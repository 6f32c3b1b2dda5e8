import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page, Request } from 'playwright'
import { eventually } from '#tests/support/eventually'

/** Waits for transitions, because their intermediate colours may lack contrast. */
const TRANSITIONS_DONE = `Promise.allSettled(
  document.getAnimations()
    .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime))
    .map((animation) => animation.finished)
)`

/**
 * Watches every page of a browser context: console errors, requested hosts and axe violations.
 */
export class PageInspector {
  #errors: string[] = []
  #unanswered = new Set<Request>()

  /**
   * Opens a new page of the context with an inspector.
   */
  static async open(context: BrowserContext) {
    context.setDefaultTimeout(10_000)
    const inspector = new PageInspector(context)
    return { inspector, page: await context.newPage() }
  }

  constructor(context: BrowserContext) {
    context.on('console', (message) => {
      const isHydration = /hydration/i.test(message.text())
      if (message.type() === 'error' || isHydration) {
        this.#errors.push(`${message.text()} (${message.location().url})`)
      }
    })
    context.on('weberror', (error) => this.#errors.push(String(error.error())))
    context.on('requestfinished', (request) => this.#unanswered.delete(request))
    context.on('requestfailed', (request) => this.#unanswered.delete(request))
    context.on('request', (request) => {
      if (request.resourceType() !== 'eventsource') this.#unanswered.add(request)
      const url = new URL(request.url())
      if (url.protocol.startsWith('http') && url.host !== `localhost:${process.env.PORT}`) {
        this.#errors.push(`a request to another host: ${url.href}`)
      }
    })
  }

  /**
   * Checks the current state of the page.
   * @throws with all problems
   */
  async inspect(page: Page, { expectedErrors = [] as RegExp[] } = {}) {
    await eventually(async () => this.#unanswered.size === 0)
    await page.evaluate(TRANSITIONS_DONE)
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode()
      .options({ iframes: false })
      .analyze()
    const found = violations.map(
      ({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`
    )
    const logged = this.#errors
      .splice(0)
      .filter((error) => !expectedErrors.some((expected) => expected.test(error)))

    if (found.length + logged.length > 0) {
      throw new Error(`${page.url()}\n${[...logged, ...found].join('\n')}`)
    }
  }
}
