import type { HttpContext } from '@adonisjs/core/http'
import { activeProviders, PROVIDER_LABELS } from '#config/social_log_in'
import AccountEvent from '#models/account_event'
import SecondFactor from '#models/second_factor'
import SocialIdentity from '#models/social_identity'
import type User from '#models/user'
import AccountEventTransformer from '#transformers/account_event_transformer'
import { listAccountEventsValidator } from '#validators/account_event'

export default class SecurityController {
  /** The days of the filter are days in the reader's time zone. */
  async show({ auth, formats, inertia, request }: HttpContext) {
    const { filters, choice } = await request.choose(listAccountEventsValidator)
    const { from, to, ...rest } = filters
    const user = auth.getUserOrFail()
    const [events, hasFewCodes, connectedProviders] = await Promise.all([
      AccountEvent.list({
        ...rest,
        ...(from && { since: formats.startOfDay(from) }),
        ...(to && { before: formats.endOfDay(to) }),
        user,
      }),
      SecondFactor.hasFewCodes(user),
      this.#connectedProviders(user),
    ])

    return inertia.render('settings/security/show', {
      choice,
      secondFactor: { isOn: user.hasSecondFactor, hasFewCodes },
      hasPassword: user.hasPassword,
      connectedProviders,
      events: AccountEventTransformer.paginate(events.rows, events.metadata),
    })
  }

  /** The names of the providers that log in to the account, or null if none is on. */
  async #connectedProviders(user: User) {
    if (activeProviders().length === 0) return null
    const names = await SocialIdentity.providersOf(user)
    return names.map((name) => PROVIDER_LABELS[name])
  }
}
