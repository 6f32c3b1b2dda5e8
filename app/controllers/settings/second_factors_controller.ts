import type { HttpContext } from '@adonisjs/core/http'
import SecondFactor from '#models/second_factor'

export default class SecondFactorsController {
  async show({ auth, inertia }: HttpContext) {
    const user = auth.getUserOrFail()
    return inertia.render('settings/second_factors/show', {
      summary: await SecondFactor.summaryOf(user),
      isMissing: user.needsSecondFactor && !user.hasSecondFactor,
    })
  }
}
