import { performance } from 'node:perf_hooks'

const LOOK_EVERY_MS = 500
const LONG_MS = 500
const MOST_STALLS = 10
/** Of its time a process that works has the processor at least for this share, on a busy machine too; a frozen one for none. */
const BUSY_SHARE = 0.05

/** The event loop stood still. */
export interface Stall {
  ms: number
  /** The process worked all the time: nobody had frozen it. */
  isBusy: boolean
}

/**
 * Notes when the event loop stands still: a job works without letting go of it, or the process is frozen.
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
   * @param since by `performance.now()`
   * @returns the longest one that ended after that
   */
  longest(since: number): Stall | undefined {
    if (performance.now() - since < LONG_MS) return undefined
    this.#look()
    return this.#stalls.filter(({ until }) => until > since).sort((a, b) => b.ms - a.ms)[0]
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

/** Of this process, in milliseconds. */
function cpuTime() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
