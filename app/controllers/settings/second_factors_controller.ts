import type { HttpContext } from '@adonisjs/core/http'
import Passkey from '#models/passkey'
import SecondFactor from '#models/second_factor'
import PasskeyTransformer from '#transformers/passkey_transformer'

export default class SecondFactorsController {
  async show({ auth, inertia }: HttpContext) {
    const user = auth.getUserOrFail()
    const passkeys = await Passkey.query().where('user_id', user.id).orderBy('id')
    return inertia.render('settings/second_factors/show', {
      passkeys: passkeys.map((passkey) => new PasskeyTransformer(passkey).toObject()),
      summary: await SecondFactor.summaryOf(user),
      isMissing: !user.hasSecondFactor && (await user.needsSecondFactor()),
    })
  }
}
