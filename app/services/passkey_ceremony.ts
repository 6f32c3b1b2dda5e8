import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { HttpContext } from '@adonisjs/core/http'
import { relyingParty } from '#config/auth'
import AccountEvent from '#models/account_event'
import Passkey from '#models/passkey'
import User from '#models/user'
import settings from '#settings'
import {
  rememberChallenge,
  spendChallenge,
  type PasskeyPurpose,
} from '#services/passkey_challenges'

/** The person must show the device that it is them, so that a passkey counts as more than a thing that was stolen. */
const isVerificationRequired = (purpose: PasskeyPurpose) => purpose !== 'second_factor'

/**
 * The two halves of WebAuthn on the server: the options for the browser, and the check of its answer.
 * @see https://www.w3.org/TR/webauthn-3/
 */
export default class PasskeyCeremony {
  static async registrationOptions({ session }: HttpContext, user: User) {
    const known = await Passkey.query().where('user_id', user.id)
    const options = await generateRegistrationOptions({
      rpID: relyingParty.id,
      rpName: settings.get('product.name'),
      userID: new Uint8Array(Buffer.from(await Passkey.handleOf(user), 'base64url')),
      userName: user.email,
      userDisplayName: user.name,
      excludeCredentials: known.map(descriptorOf),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    rememberChallenge(session, 'registration', options.challenge)
    return options
  }

  /** @returns undefined if the answer of the browser is refused */
  static async register({ logger, session }: HttpContext, response: RegistrationResponseJSON) {
    try {
      const { registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: (challenge) => spendChallenge(session, 'registration', challenge),
        expectedOrigin: relyingParty.origin,
        expectedRPID: relyingParty.id,
        requireUserVerification: true,
      })
      return registrationInfo
    } catch (error) {
      logger.info({ err: error }, 'A new passkey was refused')
      return undefined
    }
  }

  /** @param user the account that is known already; without one, the browser offers its passkeys for this site */
  static async options({ session }: HttpContext, purpose: PasskeyPurpose, user?: User) {
    const known = user ? await Passkey.query().where('user_id', user.id) : []
    const options = await generateAuthenticationOptions({
      rpID: relyingParty.id,
      userVerification: isVerificationRequired(purpose) ? 'required' : 'preferred',
      allowCredentials: known.map(descriptorOf),
    })
    rememberChallenge(session, purpose, options.challenge)
    return options
  }

  /** @returns the passkey's account, or null if the answer of the browser is refused */
  static async verify(
    ctx: HttpContext,
    purpose: PasskeyPurpose,
    response: AuthenticationResponseJSON
  ) {
    const passkey = await Passkey.findBy('credential_id', response.id)
    const user = passkey && (await User.find(passkey.userId))
    if (!passkey || !user) return null
    const { userHandle } = response.response
    if (userHandle && userHandle !== user.passkeyUserId) return null

    const counter = await this.#counterIn(ctx, purpose, response, passkey)
    if (counter === undefined) return null
    return (await passkey.use(user, counter, AccountEvent.originOf(ctx.request))) ? user : null
  }

  /** A counter of zero is handed in, because `use` refuses one that has not grown, also under concurrency. */
  static async #counterIn(
    { logger, session }: HttpContext,
    purpose: PasskeyPurpose,
    response: AuthenticationResponseJSON,
    passkey: Passkey
  ) {
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: (challenge) => spendChallenge(session, purpose, challenge),
        expectedOrigin: relyingParty.origin,
        expectedRPID: relyingParty.id,
        requireUserVerification: isVerificationRequired(purpose),
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
          counter: 0,
        },
      })
      return verified ? authenticationInfo.newCounter : undefined
    } catch (error) {
      logger.info({ err: error }, 'A passkey was refused')
      return undefined
    }
  }
}

function descriptorOf({ credentialId, transports }: Passkey) {
  return { id: credentialId, transports }
}
