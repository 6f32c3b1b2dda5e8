import encryption from '@adonisjs/core/services/encryption'
import { Mailbox } from '#local_services/mailbox/mailbox'

/** The kinds of secrets that the browser suite types, sees or gets by mail. */
export const SECRET_KINDS = [
  'password',
  'code of an app',
  'key of an app',
  'recovery code',
  'mailed code',
  'mailed token',
  'access token',
  'session id',
  'remember-me token',
  'authorization code',
  'token of a provider',
] as const

export type SecretKind = (typeof SECRET_KINDS)[number]

const seen = new Map<SecretKind, Set<string>>(SECRET_KINDS.map((kind) => [kind, new Set()]))

/** Other texts have short values and single words too, such as a wrong password of a test, so they are left out. */
const COMMON = /^(.{0,5}|[a-z]*)$/i

export function addSecret(kind: SecretKind, ...secrets: string[]) {
  for (const secret of secrets) if (!COMMON.test(secret)) seen.get(kind)!.add(secret)
}

/** The secrets of the run so far. */
export function secretsOf(kind: SecretKind) {
  return [...seen.get(kind)!]
}

/** Collects the secrets in a form. Its passwords and codes may be wrong ones: those are not to be stored either. */
export function watchForm(form: Record<string, unknown>) {
  for (const [field, value] of Object.entries(form)) {
    if (typeof value !== 'string') continue
    if (/password/i.test(field)) addSecret('password', value)
    if (field === 'recoveryCode') addSecret('recovery code', value)
    if (field === 'code') addSecret('code of an app', value)
  }
}

/** Collects the secrets that a page shows once, as text of a document or of Inertia's JSON. */
export function watchText(text: string) {
  const find = (pattern: RegExp) => Array.from(text.matchAll(pattern), ([, secret]) => secret)
  addSecret('key of an app', ...find(/otpauth:[^"]*[?&;]secret=([A-Z2-7]{16,})/g))
  addSecret('recovery code', ...find(/\b([0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){5})\b/g))
  addSecret('access token', ...find(/\beasystart_[\w-]+\.([\w-]{60,})/g))
}

/** Collects the secrets in an address that a browser opens. */
export function watchUrl(url: string) {
  const { pathname, searchParams } = new URL(url)
  const code = pathname.endsWith('/callback') && searchParams.get('code')
  if (code) addSecret('authorization code', code)
}

/** Collects the secrets in a cookie as a header has it: its encrypted or signed value, and the plain one. */
export function watchCookie(name: string, header: string) {
  const value = decodeURIComponent(header)
  if (name === 'easystart-session') {
    const id = encryption.getMessageVerifier().unsign<string>(value.replace(/^s:/, ''), name)
    if (id) addSecret('session id', value, id)
  }
  if (name === 'remember_web') {
    const token = encryption.decrypt<string>(value.replace(/^e:/, ''), name)
    if (token) addSecret('remember-me token', value, ...token.split('.').slice(1))
  }
}

/** Collects the codes and the links to this run's app in the mails that have arrived. */
export async function watchMails(origin = `http://localhost:${process.env.PORT}`) {
  const mailbox = new Mailbox()
  const ids = await mailbox.ids()
  const sources = await Promise.all(ids.map((id) => mailbox.source(id)))
  const mails = sources.map((source) => source!.replace(/=\r\n/g, ''))
  for (const mail of mails.filter((text) => text.includes(origin))) {
    addSecret('mailed code', ...(mail.match(/^\d{6}(?=\r$)/gm) ?? []))
    for (const [link] of mail.matchAll(/^http\S+/gm)) {
      addSecret('mailed token', ...(link.match(/(?<=[/=])[\w.-]{20,}/g) ?? []))
    }
  }
}
