import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import AccountEventTransformer, {
  type AccountEventRow,
} from '#transformers/account_event_transformer'
import { paginationValidator } from '#validators/pagination'

const EVENTS_PER_PAGE = 20

export default class DashboardController {
  async index({ auth, inertia, request }: HttpContext) {
    const { page = 1 } = await paginationValidator.validate(request.qs())
    const { id } = auth.getUserOrFail()
    const [events, total] = await Promise.all([this.#events(id, page), this.#count(id)])

    return inertia.render('dashboard/index', {
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

  async #events(userId: number, page: number) {
    const { rows } = await db.rawQuery(
      `SELECT id, kind, ip_address, user_agent, created_at FROM account_events
       WHERE user_id = ? ORDER BY id DESC LIMIT ? OFFSET ?`,
      [userId, EVENTS_PER_PAGE, (page - 1) * EVENTS_PER_PAGE]
    )
    return rows as AccountEventRow[]
  }

  async #count(userId: number) {
    const { rows } = await db.rawQuery(
      'SELECT count(*) AS total FROM account_events WHERE user_id = ?',
      [userId]
    )
    return Number(rows[0].total)
  }
}
