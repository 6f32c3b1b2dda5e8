import type { Encryption } from '@adonisjs/core/encryption'

type MessageVerifier = ReturnType<Encryption['getMessageVerifier']>

const REMEMBERED = 10_000

/**
 * Lets a verifier remember the last messages of one purpose that it found rightly signed: what was right stays
 * right. Each check is three HMACs, and Node builds their keys anew for each, which is as dear as a query.
 * For messages that do not expire, as the cookies of sessions.
 */
export function rememberVerified(verifier: MessageVerifier, purpose: string) {
  const verified = new Map<string, unknown>()
  const unsign = verifier.unsign.bind(verifier)

  verifier.unsign = <Value>(message: string, ofPurpose?: string) => {
    if (ofPurpose !== purpose) return unsign<Value>(message, ofPurpose)

    const value = (verified.get(message) as Value) ?? unsign<Value>(message, purpose)
    if (value !== null) remember(message, value)
    return value
  }

  /** As the newest, and in the place of the oldest. */
  function remember(message: string, value: unknown) {
    verified.delete(message)
    verified.set(message, value)
    if (verified.size > REMEMBERED) verified.delete(verified.keys().next().value!)
  }
}
