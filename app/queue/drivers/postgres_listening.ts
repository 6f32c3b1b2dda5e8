import { setTimeout as wait } from 'node:timers/promises'
import {
  createPostgresBackend,
  DelayedError,
  UnrecoverableError,
  WaitingError,
  Worker,
  type Job,
} from 'bullmq'
import type pg from 'pg'
import { FinalFailure, Postponed, type Listener, type Listening } from '#queue/drivers/driver'
import type { TakenJob } from '#queue/drivers/driver'

interface Running {
  job: Job
  token: string
  abort: AbortController
  handedBack: boolean
}

interface WorkerOptions {
  connection: pg.Pool
  concurrency: number
  lockDuration: number
  stalledInterval: number
  maxStalledCount: number
}

type PostgresWorker = ReturnType<typeof startWorker>
export type Run = (job: Job, token?: string) => Promise<void>

/**
 * The BullMQ workers of one process, one a queue.
 */
export class PostgresListening implements Listening {
  #workers: PostgresWorker[]
  #running = new Set<Running>()

  constructor(
    queues: string[],
    private listener: Listener,
    start: (queue: string, run: Run) => PostgresWorker
  ) {
    this.#workers = queues.map((queue) => {
      const worker = start(queue, (job, token) => this.#run(job, token!))
      worker.on('error', (error) => listener.troubled(error))
      worker.on('failed', (job, error) => {
        if (job) void listener.failed(taken(job), error, job.finishedOn !== undefined)
      })
      return worker
    })
  }

  async stop(grace: number) {
    const closed = Promise.all(this.#workers.map((worker) => worker.close()))
    const outcome = await Promise.race([closed, wait(grace, 'late' as const, { ref: false })])
    if (outcome === 'late') {
      await Promise.all([...this.#running].map((running) => this.#handBack(running)))
      await Promise.all(this.#workers.map((worker) => worker.close(true)))
    }
  }

  async #run(job: Job, token: string) {
    const running = { job, token, abort: new AbortController(), handedBack: false }
    this.#running.add(running)
    const failure = await this.#attempt(running)
    this.#running.delete(running)

    // The job is in its queue again: whatever this run ended with says nothing about it.
    if (running.handedBack) throw new WaitingError()
    if (failure) throw failure
  }

  /**
   * @returns what BullMQ has to hear of it, or undefined when the job is done
   */
  async #attempt({ job, token, abort }: Running): Promise<Error | undefined> {
    try {
      const outcome = await this.listener.handle(taken(job, token), abort.signal)
      return outcome instanceof Postponed ? new DelayedError() : undefined
    } catch (error) {
      if (error instanceof FinalFailure) return new UnrecoverableError(error.message)
      return error as Error
    }
  }

  async #handBack(running: Running) {
    running.handedBack = true
    running.abort.abort(new Error('The worker stops'))
    await running.job.moveToWait(running.token)
  }
}

function taken(job: Job, token?: string): TakenJob {
  return {
    id: job.id!,
    name: job.name,
    queue: job.queueName,
    payload: job.data,
    attempt: job.attemptsMade + 1,
    attempts: job.opts.attempts ?? 1,
    waited: Date.now() - job.timestamp - (job.opts.delay ?? 0),
    taken: job.attemptsStarted,
    async postpone(delay) {
      await job.moveToDelayed(Date.now() + delay, token)
      return new Postponed()
    },
  }
}

export function startWorker(queue: string, run: Run, options: WorkerOptions) {
  return new Worker(queue, run, options, createPostgresBackend)
}
