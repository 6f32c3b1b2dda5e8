import { performance } from 'node:perf_hooks'

const LOOK_EVERY_MS = 500
const LONG_MS = 500
const MOST_STALLS = 10
/** A working process gets at least this share of the CPU, on a busy machine too; a frozen process gets none. */
const BUSY_SHARE = 0.05

/** A time in which the event loop was blocked. */
export interface Stall {
  ms: number
  /** Whether the process used the CPU meanwhile. A frozen process did not. */
  isBusy: boolean
}

/**
 * Notes when the event loop is blocked: a job works without a pause, or the process is frozen.
 */
export class LoopWatch {
  #stalls: (Stall & { until: number })[] = []
  #last = performance.now()
  #cpu = cpuTime()
  #timer: NodeJS.Timeout

  constructor() {
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS)
    this.#timer.unref()
  }

  stop() {
    clearInterval(this.#timer)
  }

  /**
   * @param since a time of `performance.now()`
   * @returns the longest stall that ended after `since`
   */
  longest(since: number): Stall | undefined {
    if (performance.now() - since < LONG_MS) return undefined
    this.#look()
    return this.#stalls.filter(({ until }) => until > since).sort((a, b) => b.ms - a.ms)[0]
  }

  /**
   * @param since a time of `performance.now()`
   * @returns whether a stall has ended since then
   */
  hasStalled(since: number) {
    if (performance.now() - this.#last > LOOK_EVERY_MS + LONG_MS) this.#look()
    return this.#stalls.some(({ until }) => until > since)
  }

  #look() {
    const [now, cpu] = [performance.now(), cpuTime()]
    const ms = now - this.#last - LOOK_EVERY_MS
    if (ms > LONG_MS) {
      this.#stalls.push({ ms, isBusy: cpu - this.#cpu > ms * BUSY_SHARE, until: now })
      this.#stalls.splice(0, this.#stalls.length - MOST_STALLS)
    }
    this.#last = now
    this.#cpu = cpu
  }
}

/** The CPU time of this process, in milliseconds. */
function cpuTime() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
