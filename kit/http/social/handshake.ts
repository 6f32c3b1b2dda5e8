import { randomBytes, timingSafeEqual } from 'node:crypto'
import { isStorable } from '#http/input/text'
import type { AllyUserContract, Oauth2AccessToken } from '@adonisjs/ally/types'

/**
 * The secrets of one redirect to a provider and back. The session keeps them, so that only the browser that left can
 * come back.
 */
export interface Handshake {
  /** Comes back in the address (RFC 6749, section 10.12). */
  state: string
  /** Only its hash leaves with the browser, so a stolen code is worth nothing (PKCE, RFC 7636). */
  codeVerifier: string
  /** Comes back in the signed token, so a token of another log-in is refused (OpenID Connect, section 3.1.3.7). */
  nonce: string
}

/** An account of a person at a provider. */
export interface SocialProfile {
  issuer: string
  /** Never changes and belongs to nobody else at this issuer. A name or an address can. */
  subject: string
  name: string | null
  email: string | null
  isEmailVerified: boolean
  /** When the person last showed the provider who they are, in seconds since 1970. Few providers say it. */
  authenticatedAt: number | null
}

export type SocialUser = AllyUserContract<Oauth2AccessToken> & {
  issuer: string
  authenticatedAt: number | null
}

export function createHandshake(): Handshake {
  const random = () => randomBytes(32).toString('base64url')
  return { state: random(), codeVerifier: random(), nonce: random() }
}

export function isState(value: unknown, { state }: Handshake) {
  const [given, expected] = [Buffer.from(String(value)), Buffer.from(state)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** @throws if the person has no name of their own at the provider, or one that the database cannot store */
export function profileOf(user: SocialUser): SocialProfile {
  const [issuer, subject] = [user.issuer, user.id].map((part) => storable(String(part ?? ''), 255))
  if (!issuer || !subject) throw new Error('The provider does not say who the person is')
  return {
    issuer,
    subject,
    name: storable(user.name ?? '', 255),
    email: storable(user.email ?? '', 254),
    isEmailVerified: user.emailVerificationState === 'verified',
    authenticatedAt: user.authenticatedAt,
  }
}

function storable(text: string, longest: number) {
  return text.length <= longest && isStorable(text) ? text || null : null
}
