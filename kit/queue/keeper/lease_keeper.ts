import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import type { ReservedJob } from '#queue/drivers/driver'
import type { KeepingSettings } from '#queue/drivers/keeping'
import { milliseconds } from '#queue/duration'
import { lockDurationOf } from '#queue/drivers/bullmq/leases'
import type { Blocker } from '#queue/keeper/blockage'
import { WHERE } from '#queue/keeper/blocking_job'
import { HeldJobs, monotonicNow } from '#queue/keeper/held_jobs'
import type { FromThread, ThreadSettings } from '#queue/keeper/keeper_thread'
import type { LogSettings } from '#queue/keeper/thread_log'
import { currentOrigin } from '#queue/origin'
import type { QueueConfig } from '#queue/types'

const RESTART_MS = 1000
const LONGEST_TICK_MS = 500
const TICKS_IN_LEASE = 20
const LATEST_WARNING_MS = 5000
const FRAMES = 50
const YOUNG_MB = 8
const RENEWALS_IN_LOCK = 3

const TYPESCRIPT = new URL('../../console/typescript_loader.ts', import.meta.url)

interface Options {
  /** The worker's id. */
  worker: string
  concurrency: number
  config: Pick<QueueConfig, 'lease' | 'defaults'>
  connection: pg.ClientConfig
  keeping: KeepingSettings
  log: LogSettings
  onError: (error: Error) => void
  onBlocked: (blocker: Blocker, ms: number) => void
}

/** One running job, which the thread keeps while the event loop is blocked. */
class Hold {
  limit?: number

  constructor(
    private held: HeldJobs,
    private lease: number,
    private place: number | undefined
  ) {}

  mayTake(ms: number) {
    this.limit ??= ms
    if (this.place !== undefined) this.held.extend(this.place, monotonicNow() + ms + this.lease)
  }

  end() {
    if (this.place !== undefined) this.held.release(this.place)
  }
}

/**
 * Keeps the leases of a worker, on another thread, while a job blocks the event loop. So only a worker that is dead or
 * frozen loses its jobs.
 */
export class LeaseKeeper {
  #held: HeldJobs
  #lease: number
  #timeout: number
  #thread?: Worker
  #ticking?: NodeJS.Timeout
  #isStopping = false

  /** Resolves when the thread watches the event loop. */
  readonly ready: Promise<void>

  constructor(private options: Options) {
    const { config, concurrency } = options
    this.#lease = milliseconds(config.lease)
    this.#timeout = milliseconds(config.defaults.timeout)
    this.#held = new HeldJobs(new SharedArrayBuffer(HeldJobs.sizeFor(concurrency)))
    Object.assign(globalThis, { [Symbol.for(WHERE)]: whereabouts })
    this.#ticking = setInterval(() => this.#held.tick(), this.#tickEvery).unref()
    this.ready = this.#startThread()
  }

  hold({ id, name, queue, token = '' }: ReservedJob) {
    const until = monotonicNow() + this.#timeout + this.#lease
    return new Hold(this.#held, this.#lease, this.#held.hold({ id, name, queue, token, until }))
  }

  async stop() {
    this.#isStopping = true
    clearInterval(this.#ticking)
    await this.#thread?.terminate()
  }

  get #tickEvery() {
    return Math.min(LONGEST_TICK_MS, Math.round(this.#lease / TICKS_IN_LEASE))
  }

  #startThread() {
    const file = new URL(`keeper_thread${extname(import.meta.url)}`, import.meta.url)
    const thread = new Worker(file, {
      workerData: this.#settings,
      // A thread of `node ace` begins without its loader.
      ...(extname(import.meta.url) === '.ts' && { execArgv: [`--import=${TYPESCRIPT.href}`] }),
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    this.#thread = thread
    thread.unref()
    thread.on('error', (error) => this.options.onError(error))
    thread.once('exit', () => setTimeout(() => this.#restart(), RESTART_MS).unref())
    return new Promise<void>((resolve) => {
      thread.on('message', (message: FromThread) => {
        if (message.is === 'ready') resolve()
        else this.#hear(message)
      })
      thread.once('exit', () => resolve())
    })
  }

  #restart() {
    if (!this.#isStopping) void this.#startThread()
  }

  #hear(message: Exclude<FromThread, { is: 'ready' }>) {
    const { onBlocked, onError } = this.options
    if (message.is === 'trouble') onError(new Error(message.message))
    else if (message.blocker) onBlocked(message.blocker, message.ms)
  }

  get #settings(): ThreadSettings {
    const { worker, connection, keeping, log } = this.options
    return {
      ...{ worker, connection, keeping, log },
      memory: this.#held.memory,
      tickEvery: this.#tickEvery,
      renewEvery: lockDurationOf(this.#lease) / RENEWALS_IN_LOCK,
      warnAfter: Math.min(LATEST_WARNING_MS, this.#lease / 2),
      patience: this.#timeout + this.#lease,
    }
  }
}

/** The thread asks the main thread for this, while its event loop is blocked. */
function whereabouts() {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = FRAMES
  const { stack } = new Error('Where is the main thread?')
  Error.stackTraceLimit = stackTraceLimit
  return { id: currentOrigin().parent, stack }
}
