import type { Infer } from '@vinejs/vine/types'
import type { HttpContext } from '@adonisjs/core/http'
import { formatsOf } from '#i18n/formats'
import AccountEvent from '#models/account_event'
import AccountEventTransformer from '#transformers/account_event_transformer'
import { listEventsValidator, type eventsAnswer } from '#validators/api'

export default class EventsController {
  async index({ auth, request }: HttpContext): Promise<Infer<typeof eventsAnswer>> {
    const user = auth.getUserOrFail()
    const data = request.qs()
    const {
      kind: kinds,
      from,
      to,
      cursor,
      limit = 20,
    } = await request.validateUsing(listEventsValidator, { data })
    const { startOfDay, endOfDay } = formatsOf(user.region)
    const days = {
      since: from ? startOfDay(from) : undefined,
      before: to ? endOfDay(to) : undefined,
    }

    const events = await AccountEvent.newest(
      user.id,
      { kinds, ...days },
      { cursor, most: limit + 1 }
    )
    const page = events.slice(0, limit)
    return {
      data: page.map((event) => new AccountEventTransformer(event).forApi()),
      nextCursor: events.length > limit ? String(page.at(-1)!.id) : null,
    }
  }
}
