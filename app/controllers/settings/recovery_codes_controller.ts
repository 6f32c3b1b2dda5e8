import type { HttpContext } from '@adonisjs/core/http'
import AccountEvent from '#models/account_event'
import RecoveryCode from '#models/recovery_code'
import SecondFactor from '#models/second_factor'
import { showOnce } from '#services/shown_once'

export default class RecoveryCodesController {
  /** The codes themselves come only once, as flash data. */
  async index({ auth, inertia }: HttpContext) {
    const { isOn, codesLeft, hasFewCodes } = await SecondFactor.summaryOf(auth.getUserOrFail())
    return inertia.render('settings/recovery_codes/index', { isOn, codesLeft, hasFewCodes })
  }

  async store({ auth, request, response, session }: HttpContext) {
    const user = auth.getUserOrFail()
    if (!user.hasSecondFactor) return response.redirect().toRoute('second_factors.show')

    showOnce(session, await RecoveryCode.renew(user, AccountEvent.originOf(request)))
    return response.redirect().toRoute('recovery_codes.index')
  }
}
