import type { HttpContext } from '@adonisjs/core/http'
import { sessionsOf } from '#http/account/account_sessions'
import AccountEvent from '#models/account_event'
import Group from '#models/group'
import User from '#models/user'
import UserPolicy from '#policies/user_policy'
import AccountEventTransformer from '#transformers/account_event_transformer'
import BrowserSessionTransformer from '#transformers/browser_session_transformer'
import AccountTransformer from '#transformers/account_transformer'
import { listAccountEventsValidator } from '#validators/account_event'
import { listUsersValidator } from '#validators/user'

export default class UsersController {
  async index({ bouncer, inertia, request }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('list')
    const { filters, choice } = await request.choose(listUsersValidator)
    const { rows, metadata } = await User.list({ ...filters })
    const groups = await Group.query().orderBy('name').select('id', 'name')

    return inertia.render('management/users/index', {
      choice,
      users: AccountTransformer.paginate(rows, metadata),
      groups: groups.map(({ id, name }) => ({ value: String(id), label: name })),
    })
  }

  /** The days of the filter are days in the reader's time zone. */
  async show({ bouncer, formats, inertia, params, request }: HttpContext) {
    const account = await User.findOrFail(params.id)
    await bouncer.with(UserPolicy).authorize('view', account)
    const { filters, choice } = await request.choose(listAccountEventsValidator)
    const { from, to, ...rest } = filters
    const events = await AccountEvent.list({
      ...rest,
      ...(from && { since: formats.startOfDay(from) }),
      ...(to && { before: formats.endOfDay(to) }),
      user: account,
    })
    const sessions = await sessionsOf(account.id)
    const access = await account.access()

    return inertia.render('management/users/show', {
      choice,
      account: AccountTransformer.transform(account),
      groups: access.groups.map(({ id, name }) => ({ id, name })),
      sessions: sessions.map((one) => new BrowserSessionTransformer(one).toObject()),
      events: AccountEventTransformer.paginate(events.rows, events.metadata),
      can: {
        update: await bouncer.with(UserPolicy).allows('update', account),
        delete: await bouncer.with(UserPolicy).allows('delete', account),
      },
    })
  }
}
