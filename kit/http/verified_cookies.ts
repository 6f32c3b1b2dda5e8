import type { Encryption } from '@adonisjs/core/encryption'

type MessageVerifier = ReturnType<Encryption['getMessageVerifier']>

const REMEMBERED = 10_000

/**
 * Remembers by cookie the last things that were found out about cookies. Each check is three HMACs, and Node builds
 * their keys anew for each, which is as dear as a query.
 */
export class RecentCookies<Value> {
  #known = new Map<string, Value>()

  get(cookie: string) {
    return this.#known.get(cookie)
  }

  /** As the newest, and in the place of the oldest. */
  set(cookie: string, value: Value) {
    this.#known.delete(cookie)
    this.#known.set(cookie, value)
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value!)
  }
}

/**
 * Lets a verifier remember the last messages of one purpose that it found rightly signed: what was right stays
 * right. For messages that do not expire, as the cookies of sessions.
 */
export function rememberVerified(verifier: MessageVerifier, purpose: string) {
  const verified = new RecentCookies<unknown>()
  const unsign = verifier.unsign.bind(verifier)

  verifier.unsign = <Value>(message: string, ofPurpose?: string) => {
    if (ofPurpose !== purpose) return unsign<Value>(message, ofPurpose)

    const value = (verified.get(message) as Value) ?? unsign<Value>(message, purpose)
    if (value !== null) verified.set(message, value)
    return value
  }
}
