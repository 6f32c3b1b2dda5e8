import { setTimeout as wait } from 'node:timers/promises'
import { median } from '../../../bench/median.ts'
import { startWorker, type Contender } from './contest.ts'
import type { Database } from './database.ts'
import { startsOf } from './measures.ts'
import { instant } from './answers.ts'

const JOBS = 100_000
const WARM_JOBS = 10_000
const SAMPLE_EVERY_MS = 250
const RERUN_TIMEOUT_MS = 90_000

/**
 * Measures a worker's memory over 100,000 jobs, in the default configuration.
 * @returns medians of the samples in MB: of the 10,000 jobs after the first 10,000, and of the last 10,000; undefined
 *   when the system does not report memory
 */
export async function measureMemory(
  env: NodeJS.ProcessEnv,
  { dispatcher }: Contender,
  database: Database
) {
  await database.forget()
  await dispatcher.ask('fill', 'noOp', JOBS)
  const worker = startWorker(env, 10)
  const early: number[] = []
  const late: number[] = []
  try {
    for (let done = 0; done < JOBS; done = await database.countFinished()) {
      await wait(SAMPLE_EVERY_MS)
      const { memory } = worker
      if (memory === undefined) return undefined
      if (done >= WARM_JOBS && done < 2 * WARM_JOBS) early.push(memory)
      if (done >= JOBS - WARM_JOBS) late.push(memory)
    }
    late.push(worker.memory!)
  } finally {
    await worker.stop()
  }
  return { early: median(early), late: median(late) }
}

/**
 * Measures the seconds from the kill of a worker until another worker starts its job.
 */
export async function measureRerun(env: NodeJS.ProcessEnv, { dispatcher }: Contender) {
  const workers = [startWorker(env, 10), startWorker(env, 10)]
  const next = () => Promise.race(workers.map((worker) => startsOf(worker)(1).then(() => worker)))
  try {
    const first = next()
    await dispatcher.ask('neverEnd', 1)
    const victim = await first
    const [other] = workers.filter((worker) => worker !== victim)
    const again = startsOf(other)(1)
    const killed = instant()
    victim.kill()
    const started = await Promise.race([again, wait(RERUN_TIMEOUT_MS, Infinity, { ref: false })])
    return (started - killed) / 1000
  } finally {
    for (const worker of workers) worker.kill()
  }
}
