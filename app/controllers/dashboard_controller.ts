import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import { FIRST_STEPS } from '#models/first_steps'
import AccountEventTransformer from '#transformers/account_event_transformer'
import FirstStepTransformer from '#transformers/first_step_transformer'

const RECENT = { most: 3 }

export default class DashboardController {
  async index({ auth, inertia }: HttpContext) {
    const user = auth.getUserOrFail()
    const events = await AccountEvent.newest(user.id, {}, RECENT)

    return inertia.render('dashboard/index', {
      steps: FIRST_STEPS.map((step) => new FirstStepTransformer(step, user).toObject()),
      events: events.map((event) => new AccountEventTransformer(event).toObject()),
    })
  }
}
