/**
 * Answers these signals instead of whoever did so before. Without a listener in between, a signal that has just come
 * would be lost.
 */
export function takeOver(signals: NodeJS.Signals[], answer: () => void) {
  for (const signal of signals) {
    const others = process.listeners(signal)
    process.on(signal, answer)
    others.forEach((other) => process.off(signal, other))
  }
}
