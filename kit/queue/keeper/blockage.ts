import type { Keeping } from '#queue/drivers/keeping'
import { whereabouts } from '#queue/keeper/blocking_job'
import { monotonicNow, type HeldJob, type HeldJobs } from '#queue/keeper/held_jobs'
import type { Heartbeat } from '#queue/keeper/heartbeat'
import type { ThreadLog } from '#queue/keeper/thread_log'

const BEAT_MS = 1000
const DOUBLES = 2

const GIVEN_UP = ', longer than it may take, so other workers take the jobs of this one'

/** The job that blocks the event loop. */
export interface Blocker {
  id: string
  name: string
  queue: string
}

export interface BlockageOptions {
  /** How often the leases are extended, in milliseconds, like all times here. */
  renewEvery: number
  /** After this time the blocking job is logged, and again after twice as long each time. */
  warnAfter: number
  /** How long the event loop may be blocked while no job runs. */
  patience: number
}

interface Parts {
  held: HeldJobs
  keeping: Keeping
  heartbeat: Heartbeat
  log: Promise<ThreadLog>
}

/**
 * The work of the keeper's thread while the event loop of its worker is blocked.
 */
export class Blockage {
  /** Known once the blockage has been logged. */
  blocker?: Blocker
  isReported = false
  #hasFailed = false
  #lastRenewal = -Infinity
  #lastBeat = -Infinity
  #warnAt: number
  #hasGivenUp = false
  #pending = new Set<Promise<void>>()

  /**
   * @param started a time of `monotonicNow`
   */
  constructor(
    readonly started: number,
    private options: BlockageOptions,
    private parts: Parts
  ) {
    this.#warnAt = started + options.warnAfter
  }

  /** Call it again and again. It does whatever is due, and waits for nothing. */
  look() {
    const now = monotonicNow()
    const jobs = this.parts.held.list()
    const kept = jobs.filter(({ until }) => until > now)
    const isTooLong =
      jobs.length > 0 ? kept.length === 0 : now > this.started + this.options.patience
    if (isTooLong) this.#giveUp(now)
    else this.#keep(kept, now)
    if (now < this.#warnAt || jobs.length === 0) return
    this.#warnAt = this.started + (now - this.started) * DOUBLES
    this.#do(() => this.#report(jobs, now - this.started))
  }

  /** Resolves when everything that `look` has begun is done. */
  async settled() {
    await Promise.all(this.#pending)
  }

  #keep(jobs: HeldJob[], now: number) {
    if (now - this.#lastRenewal >= this.options.renewEvery && jobs.length > 0) {
      this.#lastRenewal = now
      this.#do(() => this.parts.keeping.renew(jobs))
    }
    if (now - this.#lastBeat < BEAT_MS) return
    this.#lastBeat = now
    this.#do(() => this.parts.heartbeat.beat())
  }

  #giveUp(now: number) {
    if (this.#hasGivenUp) return
    this.#hasGivenUp = true
    this.#warnAt = now
    this.parts.keeping.giveUp()
  }

  async #report(jobs: HeldJob[], ms: number) {
    this.isReported = true
    const { id, place } = await whereabouts()
    const [first, ...others] = jobs
    this.blocker = jobs.find((job) => job.id === id) ?? (others.length === 0 ? first : undefined)
    const where = place ? ` at ${place}` : ''
    const end = this.#hasGivenUp ? GIVEN_UP : ''
    const sentence = `has blocked the event loop for ${Math.round(ms / 1000)} s${where}${end}`
    const log = await this.parts.log
    log.warn(`${subjectOf(jobs, this.blocker)} ${sentence}`, this.blocker)
  }

  async #fail({ message }: Error) {
    if (this.#hasFailed) return
    this.#hasFailed = true
    const log = await this.parts.log
    log.warn(`The leases of a blocked worker cannot be renewed (${message})`)
  }

  #do(work: () => Promise<void>) {
    const doing = work()
      .catch((error) => this.#fail(error))
      .finally(() => this.#pending.delete(doing))
    this.#pending.add(doing)
  }
}

function subjectOf(jobs: HeldJob[], blocker?: Blocker) {
  if (blocker) return `The job ${blocker.name} #${blocker.id}`
  return `One of the jobs ${jobs.map(({ id, name }) => `${name} #${id}`).join(', ')}`
}
