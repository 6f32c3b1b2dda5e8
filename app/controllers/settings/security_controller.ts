import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent, { type Period } from '#models/account_event'
import SecondFactor from '#models/second_factor'
import AccountEventTransformer from '#transformers/account_event_transformer'
import { filterAccountEventsValidator } from '#validators/account_event'
import { paginationValidator } from '#validators/pagination'

const EVENTS_PER_PAGE = 20

export default class SecurityController {
  async show(ctx: HttpContext) {
    const { auth, inertia, request } = ctx
    const { page = 1 } = await request.validateUsing(paginationValidator, { data: request.qs() })
    const { filter, period } = await this.#filter(ctx)
    const user = auth.getUserOrFail()
    const [events, total, hasFewCodes] = await Promise.all([
      AccountEvent.newest(user.id, period, { page, perPage: EVENTS_PER_PAGE }),
      AccountEvent.countOf(user.id, period),
      SecondFactor.hasFewCodes(user),
    ])

    return inertia.render('settings/security/show', {
      filter,
      secondFactor: { isOn: user.hasSecondFactor, hasFewCodes },
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

  /**
   * Dates are days in the reader's time zone. If one is invalid, the page shows both as they were typed, the error, and
   * all events.
   */
  async #filter({ formats, request }: HttpContext) {
    const data = request.qs()
    const [error, days] = await request.tryValidateUsing(filterAccountEventsValidator, { data })
    if (error) {
      if (request.accepts(['html', 'json']) === 'json') throw error
      const typed = (name: string) => (typeof data[name] === 'string' ? data[name] : undefined)
      const filter = { from: typed('from'), to: typed('to'), errors: messagesOf(error.messages) }
      return { filter, period: [null, null] satisfies Period }
    }

    const period: Period = [
      days.from ? formats.startOfDay(days.from) : null,
      days.to ? formats.endOfDay(days.to) : null,
    ]
    return { filter: { ...days, errors: {} }, period }
  }
}

function messagesOf(messages: { field: string; message: string }[]): {
  from?: string
  to?: string
} {
  return Object.fromEntries(messages.map(({ field, message }) => [field, message]))
}
