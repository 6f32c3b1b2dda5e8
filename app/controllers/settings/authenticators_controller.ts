import { renderSVG } from 'uqr'
import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'
import settings from '#settings'
import { createKey, stepOfCode, uriOfKey } from '#http/account/one_time_codes'
import AccountEvent from '#models/account_event'
import Authenticator from '#models/authenticator'
import { showOnce } from '#services/shown_once'
import { createAuthenticatorValidator } from '#validators/second_factor'
import { forgiveSecondFactor, throttleSecondFactor } from '#start/limiter'

/** The session has the key until a code shows that the app has it too. */
const KEY = 'authenticator_key'
const PURPOSE = 'new-authenticator'
const LIFETIME = '1 hour'

export default class AuthenticatorsController {
  async create({ auth, inertia, session }: HttpContext) {
    const key = keyIn(session) ?? createKey()
    session.put(KEY, encryption.encrypt(key, { purpose: PURPOSE, expiresIn: LIFETIME }))
    const uri = uriOfKey(key, {
      issuer: settings.get('product.name'),
      label: auth.getUserOrFail().email,
    })

    return inertia.render('settings/authenticators/create', {
      secret: key.match(/.{1,4}/g)!.join(' '),
      uri,
      qrCode: `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 4 }))}`,
    })
  }

  async store({ auth, request, response, session, t }: HttpContext) {
    const user = auth.getUserOrFail()
    const key = keyIn(session)
    if (!key) return response.redirect().toRoute('authenticators.create')

    const at = Date.now()
    await throttleSecondFactor(user.id)
    const { code } = await request.validateUsing(createAuthenticatorValidator, {
      meta: { key, at },
    })
    await forgiveSecondFactor(user.id)
    const step = stepOfCode(code, key, at)!
    const codes = await Authenticator.add(user, { key, step }, AccountEvent.originOf(request))
    session.forget(KEY)

    session.flash('success', t('flash.authenticator_added'))
    if (!codes) return response.redirect().toRoute('second_factors.show')
    showOnce(session, codes)
    return response.redirect().toRoute('recovery_codes.index')
  }

  async destroy({ auth, request, response, session, t }: HttpContext) {
    await Authenticator.remove(auth.getUserOrFail(), AccountEvent.originOf(request))

    session.flash('success', t('flash.authenticator_removed'))
    return response.redirect().toRoute('second_factors.show')
  }
}

function keyIn(session: HttpContext['session']) {
  const encrypted: string | undefined = session.get(KEY)
  return encrypted ? encryption.decrypt<string>(encrypted, PURPOSE) : null
}
