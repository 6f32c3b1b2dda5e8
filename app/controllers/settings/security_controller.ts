import type { HttpContext } from '@adonisjs/core/http'
import { activeProviders, PROVIDER_LABELS } from '#config/social_log_in'
import AccountEvent, { type EventFilter } from '#models/account_event'
import SecondFactor from '#models/second_factor'
import SocialIdentity from '#models/social_identity'
import type User from '#models/user'
import AccountEventTransformer from '#transformers/account_event_transformer'
import { filterAccountEventsValidator } from '#validators/account_event'
import { paginationValidator } from '#validators/pagination'

const EVENTS_PER_PAGE = 20

type FilterErrors = Partial<Record<'kind' | 'from' | 'to', string>>

export default class SecurityController {
  async show(ctx: HttpContext) {
    const { auth, inertia, request } = ctx
    const { page = 1 } = await request.validateUsing(paginationValidator, { data: request.qs() })
    const { filter, chosen } = await this.#filter(ctx)
    const user = auth.getUserOrFail()
    const [events, total, hasFewCodes, connectedProviders] = await Promise.all([
      AccountEvent.newest(user.id, chosen, { page, perPage: EVENTS_PER_PAGE }),
      AccountEvent.countOf(user.id, chosen),
      SecondFactor.hasFewCodes(user),
      this.#connectedProviders(user),
    ])

    return inertia.render('settings/security/show', {
      filter,
      secondFactor: { isOn: user.hasSecondFactor, hasFewCodes },
      hasPassword: user.hasPassword,
      connectedProviders,
      events: {
        data: events.map((event) => new AccountEventTransformer(event).toObject()),
        metadata: {
          total,
          perPage: EVENTS_PER_PAGE,
          currentPage: page,
          lastPage: Math.max(1, Math.ceil(total / EVENTS_PER_PAGE)),
        },
      },
    })
  }

  /** The names of the providers that log in to the account, or null if none is on. */
  async #connectedProviders(user: User) {
    if (activeProviders().length === 0) return null
    const names = await SocialIdentity.providersOf(user)
    return names.map((name) => PROVIDER_LABELS[name])
  }

  /**
   * Dates are days in the reader's time zone. If a value is invalid, the page shows all of them as they were typed, the
   * error, and all events.
   */
  async #filter({ formats, request }: HttpContext) {
    const data = request.qs()
    const [error, values] = await request.tryValidateUsing(filterAccountEventsValidator, { data })
    if (error) {
      if (request.accepts(['html', 'json']) === 'json') throw error
      const typed = (name: string) => (typeof data[name] === 'string' ? data[name] : undefined)
      const texts = { kind: typed('kind'), from: typed('from'), to: typed('to') }
      return { filter: { ...texts, errors: messagesOf(error.messages) }, chosen: {} }
    }

    const { kind, from, to } = values
    const chosen: EventFilter = {
      kinds: kind && [kind],
      since: from ? formats.startOfDay(from) : undefined,
      before: to ? formats.endOfDay(to) : undefined,
    }
    return { filter: { ...values, errors: {} }, chosen }
  }
}

function messagesOf(messages: { field: string; message: string }[]): FilterErrors {
  return Object.fromEntries(messages.map(({ field, message }) => [field, message]))
}
