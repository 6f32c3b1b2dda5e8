import { BROWSER } from '#tests/support/browser_name'
import db from '@adonisjs/lucid/services/db'
import { mailedCode, sendCode, withLogInCodes, wrongCode } from '#tests/support/log_in_codes'
import { addAuthenticator, codeOf, wrongCodeOf } from '#tests/support/second_factor'
import { connect, startProvider, throughProvider } from '#tests/support/social_log_in'
import LogInNotice from '#models/log_in_notice'
import {
  enterPassword,
  PASSWORD,
  send,
  type Flow,
  type Flows,
} from '#tests/support/event_flows/stage'

/** Each token becomes older than the minute in which several tabs may send it. */
function aMinutePasses() {
  return db
    .from('remember_me_tokens')
    .update({ updated_at: db.raw(`updated_at - interval '61 seconds'`) })
}

/** The second step of a log-in, with a code of the app. */
function secondStep(code: (key: string) => string): Flow {
  return async ({ client, user }) => {
    const { key } = await addAuthenticator(user)
    const first = await enterPassword(client, user)
    const form = { code: code(key) }
    return () => send(client, 'POST /login/second-factor', { form, session: first.session() })
  }
}

export const logInWithSecondFactor = secondStep(codeOf)

export const LOG_IN_FLOWS: Flows<
  | 'signed_in'
  | 'sign_in_failed'
  | 'signed_out'
  | 'token_reused'
  | 'log_in_reported'
  | 'second_factor_failed'
  | 'recovery_code_used'
  | 'log_in_code_used'
  | 'log_in_code_failed'
  | 'identity_used'
> = {
  async signed_in({ client, user }) {
    return () => enterPassword(client, user)
  },
  async sign_in_failed({ client, user }) {
    return () => enterPassword(client, user, 'wrong-password')
  },
  async signed_out({ client, user }) {
    return () => send(client, 'POST /logout', { user })
  },
  async token_reused({ client, user }) {
    const form = { email: user.email, password: PASSWORD, remember: 'true' }
    const logIn = await send(client, 'POST /login', { form })
    const token = logIn.cookie('remember_web')!.value
    const restore = () =>
      client
        .get('/dashboard')
        .withEncryptedCookie('remember_web', token)
        .header('user-agent', BROWSER)
        .redirects(0)
    await aMinutePasses()
    await restore()
    await aMinutePasses()
    return restore
  },
  async log_in_reported({ client, user }) {
    const { token } = await LogInNotice.issue(user, crypto.randomUUID())
    return () => send(client, `POST /log-in-reports/${token}`)
  },
  second_factor_failed: secondStep(wrongCodeOf),
  async recovery_code_used({ client, user }) {
    const { codes } = await addAuthenticator(user)
    const first = await enterPassword(client, user)
    const form = { recoveryCode: codes[0] }
    return () => send(client, 'POST /login/recovery-code', { form, session: first.session() })
  },
  async log_in_code_used({ client, user }) {
    const restore = withLogInCodes()
    const { code, session } = await mailedCode(client, user.email)
    return () => sendCode(client, session, code).then(restore)
  },
  async log_in_code_failed({ client, user }) {
    const restore = withLogInCodes()
    const { code, session } = await mailedCode(client, user.email)
    return () => sendCode(client, session, wrongCode(code)).then(restore)
  },
  async identity_used({ client, user }) {
    const provider = await startProvider()
    await connect(user, provider)
    return () => throughProvider(client).then(provider.stop)
  },
}
