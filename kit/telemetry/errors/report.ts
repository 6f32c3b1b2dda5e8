import { serializeError, textsOf } from '#queue/thrown'
import { cleanText } from '#telemetry/clean_text'

/** Ids, names and counts that say where an error happened. No e-mail address, no input, no header. */
export type Circumstances = Record<string, string | number | undefined>

/** An error to report. Every text in it is free of queries and accounts in addresses. */
export interface ErrorReport {
  level: 'error' | 'warning'
  type: string
  message: string
  /** Includes the stacks of the causes. */
  stack: string
  code?: string
  userId?: string
  circumstances: Record<string, string | number>
}

/** Sends reports in the background. It never throws, and never makes its caller wait. */
export interface Reporter {
  send(report: ErrorReport): void
  /** Sends the waiting reports, and gives up after so many milliseconds. */
  close(milliseconds: number): Promise<void>
}

export interface Reported {
  level?: ErrorReport['level']
  userId?: string | number
  circumstances: Circumstances
  /** Texts that must not be in the report. */
  secrets?: string[]
}

/** Only the name, the message, the stack and the code: other fields of an error may have anything in them. */
export function reportOf(error: unknown, about: Reported) {
  const { level = 'error', userId, circumstances, secrets } = about
  const { name, message, stack } = textsOf(error)
  const { type, code } = serializeError(error) as { type: string; code?: unknown }
  const report: ErrorReport = {
    level,
    type: name === 'Error' ? type : name,
    message: cleanText(message, secrets),
    stack: cleanText(stack, secrets),
    circumstances: known(circumstances),
  }
  if (typeof code === 'string') report.code = code
  if (userId !== undefined) report.userId = String(userId)
  return report
}

function known(circumstances: Circumstances) {
  const entries = Object.entries(circumstances).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Record<string, string | number>
}
