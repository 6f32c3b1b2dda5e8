import type { Encryption } from '@adonisjs/core/encryption'

type MessageVerifier = ReturnType<Encryption['getMessageVerifier']>

const REMEMBERED = 10_000

/**
 * Caches results of cookie checks, by cookie. A check computes three HMACs, and Node derives their keys each time, so
 * it costs as much as a query.
 */
export class RecentCookies<Value> {
  #known = new Map<string, Value>()

  get(cookie: string) {
    return this.#known.get(cookie)
  }

  /** Adds it as the newest entry and removes the oldest if the cache is full. */
  set(cookie: string, value: Value) {
    this.#known.delete(cookie)
    this.#known.set(cookie, value)
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value!)
  }
}

/**
 * Caches the last messages of one purpose whose signature was valid. Only for messages that do not expire, such as
 * session cookies.
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
