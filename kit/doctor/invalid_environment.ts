import type { Finding } from '#doctor/finding'
import { problem } from '#doctor/finding'

/**
 * The result of `doctor --json` or `check --json` if the app cannot start, because its settings are invalid.
 * @param error with a line for each setting in its `help`
 */
export function invalidEnvironment({ message, help = '' }: Error & { help?: string }) {
  const lines = help.split('\n').map((line) => line.replace(/^[\s-]*/, ''))
  const sentences = lines.filter((line) => line !== '')
  const findings: Finding[] = (sentences.length > 0 ? sentences : [message]).map((sentence) =>
    problem('Environment', sentence, 'Correct the environment: docs/deploy.md lists the variables')
  )
  return { problems: findings.length, warnings: 0, findings }
}
