import type { HttpContext } from '@adonisjs/core/http'
import AccountEventTransformer from '#transformers/account_event_transformer'
import { paginationValidator } from '#validators/pagination'

const EVENTS_PER_PAGE = 20

export default class DashboardController {
  async index({ auth, inertia, request }: HttpContext) {
    const { page = 1 } = await paginationValidator.validate(request.qs())
    const events = await auth
      .getUserOrFail()
      .related('events')
      .query()
      .orderBy('id', 'desc')
      .paginate(page, EVENTS_PER_PAGE)

    return inertia.render('dashboard/index', {
      events: AccountEventTransformer.paginate(events.all(), events.getMeta()),
    })
  }
}
