import { setTimeout as wait } from 'node:timers/promises'
import { pin } from '../../../bench/cores.ts'
import { nodeFlagsOf } from '../../../bench/servers.ts'
import type { Broker } from './brokers.ts'
import { Child } from './child.ts'
import type { Kind } from './contender.ts'
import type { Database } from './database.ts'

/** Each check takes PostgreSQL some milliseconds of the measured time. */
const LOOK_EVERY_MS = 1000

export interface Throughput {
  /** Jobs a second. */
  rate: number
  /** The worker's memory in MB after the last job. */
  memory?: number
}

/** One side of the comparison: it dispatches jobs, and it runs the waiting jobs. */
export interface Contender {
  dispatcher: Child
  work(kind: Kind, concurrency: number, jobs: number): Promise<Throughput>
}

/**
 * Starts our worker like `npm run worker`, with its default settings.
 */
export function startWorker(env: NodeJS.ProcessEnv, concurrency: number) {
  const args = ['queue:listen', `--concurrency=${concurrency}`]
  return new Child('app.ts', args, env, nodeFlagsOf('worker'))
}

export async function startOurs(
  env: NodeJS.ProcessEnv,
  { isPinned }: Broker,
  database: Database
): Promise<Contender> {
  return {
    dispatcher: await new Child('app.ts', [], env).ready(),
    async work(_kind, concurrency, jobs) {
      const worker = startWorker(env, concurrency)
      if (isPinned) pin(worker.pid, 'load')
      try {
        while (await database.hasUnfinished()) await wait(LOOK_EVERY_MS)
        return { rate: await database.rateOf(jobs), memory: worker.memory }
      } finally {
        await worker.stop()
      }
    },
  }
}

export async function startBare(
  env: NodeJS.ProcessEnv,
  { bare, isPinned }: Broker
): Promise<Contender> {
  return {
    dispatcher: await new Child(bare.file, [], env).ready(),
    async work(kind, concurrency, jobs) {
      const worker = await new Child(bare.file, [], env).ready()
      if (isPinned) pin(worker.pid, 'load')
      try {
        const rate = await worker.ask<number>('work', kind, concurrency, jobs)
        return { rate, memory: worker.memory }
      } finally {
        worker.kill()
      }
    },
  }
}
