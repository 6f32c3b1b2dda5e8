import { median } from './median.ts'
import type { Measurement } from './load.ts'
import type { Key, Subject } from './subjects.ts'

/** Each property is the median of the rounds. */
export interface Result extends Measurement {
  name: string
  /** Milliseconds of CPU time per response, of the server only. */
  cpu?: number
  /** Resident memory in MB after the last round. */
  memory?: number
  /** The rate as a share of the bare server's rate in the same round. */
  ofBare: number
  /** The same, compared with the bare server that runs the queries of the account's activity. */
  ofBareQuery: number
  /** The same, compared with the bare server that verifies a password. */
  ofBareHash: number
}

export type Results = Record<Key, Result>

/**
 * Measures all subjects in turn, round after round, so that a temporary disturbance of the machine affects all of them
 * alike. The app is already warm, see `memoryAfter`.
 */
export async function measureRounds(
  subjects: Record<Key, Subject>,
  { rounds, seconds }: { rounds: number; seconds: number }
): Promise<Results> {
  const keys = Object.keys(subjects) as Key[]

  const measured: Record<Key, Round>[] = []
  for (let round = 1; round <= rounds; round++) {
    console.log(`Round ${round} of ${rounds} …`)
    const entries: [Key, Round][] = []
    for (const key of keys) entries.push([key, await measure(subjects[key], seconds)])
    measured.push(Object.fromEntries(entries) as Record<Key, Round>)
  }
  return Object.fromEntries(
    keys.map((key) => [key, resultOf(subjects[key].name, key, measured)])
  ) as Results
}

/**
 * Requests the pages in turn, one second each, until there were this many responses.
 * @returns the memory of the app afterwards, in MB; Linux only
 */
export async function memoryAfter(requests: number, subjects: Record<Key, Subject>) {
  const pages = [subjects.activityJson, subjects.activityHtml, subjects.login, subjects.welcome]
  let answered = 0
  while (answered < requests) {
    for (const page of pages) {
      const { answers } = await page.measure(1)
      answered += answers
    }
  }
  return subjects.welcome.program.memory
}

type Round = Measurement & Pick<Result, 'cpu' | 'memory'>

async function measure({ program, measure: run }: Subject, seconds: number): Promise<Round> {
  const before = program.cpuTime
  const measurement = await run(seconds)
  const after = program.cpuTime
  const cpu = after === undefined ? after : ((after - before!) * 1000) / measurement.answers
  return { ...measurement, cpu, memory: program.memory }
}

function resultOf(name: string, key: Key, rounds: Record<Key, Round>[]): Result {
  const of = (value: (round: Record<Key, Round>) => number) => median(rounds.map(value))
  return {
    name,
    answers: rounds.reduce((sum, round) => sum + round[key].answers, 0),
    rate: of((round) => round[key].rate),
    p50: of((round) => round[key].p50),
    p99: of((round) => round[key].p99),
    cpu: rounds[0][key].cpu === undefined ? undefined : of((round) => round[key].cpu!),
    memory: rounds.at(-1)![key].memory,
    ofBare: of((round) => round[key].rate / round.bare.rate),
    ofBareQuery: of((round) => round[key].rate / round.bareQuery.rate),
    ofBareHash: of((round) => round[key].rate / round.bareHash.rate),
  }
}
