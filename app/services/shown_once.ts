import encryption from '@adonisjs/core/services/encryption'
import type { HttpContext } from '@adonisjs/core/http'

const KEY = 'shown_once'
const PURPOSE = 'shown-once'

type Session = HttpContext['session']

/** Hands secrets to the next page. They are encrypted, because the table of sessions keeps them until then. */
export function showOnce(session: Session, secrets: string[]) {
  session.flash(KEY, encryption.encrypt(secrets, { purpose: PURPOSE }))
}

/** They are flash data of Inertia, which the browser's history does not keep. */
export function shownOnce(messages: Session['flashMessages']) {
  const secrets = messages.get(KEY) as string | undefined
  return secrets ? (encryption.decrypt<string[]>(secrets, PURPOSE) ?? undefined) : undefined
}
