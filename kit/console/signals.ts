/**
 * Replaces all listeners of these signals. It adds the new listener first, because a signal that arrives while there is
 * none would be lost.
 */
export function takeOver(signals: NodeJS.Signals[], answer: () => void) {
  for (const signal of signals) {
    const others = process.listeners(signal)
    process.on(signal, answer)
    others.forEach((other) => process.off(signal, other))
  }
}
