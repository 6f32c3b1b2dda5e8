import { setTimeout as wait } from 'node:timers/promises'
import { databaseFailure } from '#postgres/database_failure'
import { problem, type Finding } from '#doctor/finding'

/** A server that hangs must not hide the other findings. */
const LONGEST_MS = 10_000

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNDEFINED_TABLE = '42P01'

export interface Check {
  name: string
  run(): Promise<Finding[]> | Finding[]
}

/** Runs the checks side by side. One that fails or hangs is a finding of its own. */
export async function examine(checks: Check[]): Promise<Finding[]> {
  const findings = await Promise.all(checks.map(runInTime))
  return findings.flat()
}

async function runInTime({ name, run }: Check) {
  const done = new AbortController()
  const late = wait(LONGEST_MS, undefined, { signal: done.signal }).then(() => {
    throw new Error(`no answer within ${LONGEST_MS / 1000} seconds`)
  })
  try {
    return await Promise.race([run(), late])
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === UNDEFINED_TABLE) {
      return [problem(name, 'The database is missing tables', 'Run node ace migration:run')]
    }
    const failure = databaseFailure(error)
    const message = `It could not be checked: ${failure?.message ?? textOf(error as Error)}`
    return [problem(name, message, failure?.remedy ?? 'Mend this first, then run it again')]
  } finally {
    done.abort()
    late.catch(() => {})
  }
}

/** The error of a refused connection to a name with two addresses has no message. */
export function textOf({ message, code }: NodeJS.ErrnoException) {
  return message.split('\n').find((line) => line.trim()) ?? code ?? 'unknown error'
}
