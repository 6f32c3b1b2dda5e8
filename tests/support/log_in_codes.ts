import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { logInCode } from '#config/auth'
import queue from '#queue/main'
import { BROWSER } from '#tests/support/browser_name'
import { mailsTo } from '#tests/support/mails'

type Session = Record<string, any>

/** Switches the log-in by a code on for a test: for `group.each.setup`. */
export function withLogInCodes() {
  const { isOn } = logInCode
  logInCode.isOn = true
  return () => void (logInCode.isOn = isOn)
}

/** Asks for a code in a new browser, or in the one with this session. */
export async function askForCode(client: ApiClient, email: string, session: Session = {}) {
  const response = await client
    .visit('log_in_codes.store')
    .form({ email })
    .withSession(session)
    .withCsrfToken()
    .redirects(0)
  return { response, session: response.session() as Session }
}

/** As if the minute that an address waits for its next mail were over. */
export async function endMinute() {
  await db.from('rate_limits').where('key', 'like', '%:1 minute').delete()
}

/** Asks for a code and reads it in the newest mail. */
export async function mailedCode(client: ApiClient, email: string, session: Session = {}) {
  const asked = await askForCode(client, email, session)
  await queue.drain()
  return { ...asked, code: await codeTo(email) }
}

export async function codeTo(email: string) {
  const [mail] = await mailsTo(email)
  return mail?.text?.match(/^\d{6}$/m)?.[0]
}

export function sendCode(
  client: ApiClient,
  session: Session,
  code: string | undefined,
  form: Record<string, string> = {}
) {
  return client
    .visit('log_in_code_checks.store')
    .header('user-agent', BROWSER)
    .form({ code, ...form } as never)
    .withSession(session)
    .withCsrfToken()
    .redirects(0)
}

export function wrongCode(code: string | undefined) {
  return code === '111111' ? '222222' : '111111'
}
