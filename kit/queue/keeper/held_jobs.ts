import { Buffer } from 'node:buffer'

/** Bytes of a place: its version, the length of the text, the time until which it is held, then the text. */
const PLACE = 1024
const TIME = 8
const TEXT = 16
const CLOCK = 8

/** A job that runs in this worker, with everything that renewing its lease needs. */
export interface HeldJob {
  id: string
  name: string
  queue: string
  /** BullMQ's token of the job's lock. Empty with RabbitMQ. */
  token: string
  /** A time of `monotonicNow`. After it, a job that still blocks the event loop loses its lease. */
  until: number
}

/**
 * The running jobs of a worker, in memory that the keeper's thread can read while the event loop is blocked. A message
 * to the thread for each start and end of a job would cost more than all the rest of a small job.
 */
export class HeldJobs {
  #words: Int32Array
  #times: Float64Array
  #bytes: Buffer
  #free: number[] = []

  static sizeFor(places: number) {
    return CLOCK + places * PLACE
  }

  constructor(readonly memory: SharedArrayBuffer) {
    this.#words = new Int32Array(memory)
    this.#times = new Float64Array(memory)
    this.#bytes = Buffer.from(memory)
    for (let place = this.#places - 1; place >= 0; place--) this.#free.push(place)
  }

  /** Tells the thread that the event loop turns. */
  tick() {
    Atomics.add(this.#words, 0, 1)
  }

  get ticks() {
    return Atomics.load(this.#words, 0)
  }

  /**
   * @returns the job's place, for `extend` and `release`; undefined when there is no place left
   */
  hold({ id, name, queue, token, until }: HeldJob): number | undefined {
    const place = this.#free.pop()
    if (place === undefined) return undefined
    const start = this.#startOf(place)
    const text = `${id}\n${queue}\n${token}\n${name}`
    this.#times[(start + TIME) / 8] = until
    this.#words[start / 4 + 1] = this.#bytes.write(text, start + TEXT, PLACE - TEXT)
    Atomics.add(this.#words, start / 4, 1)
    return place
  }

  /** Sets the time until which the job is held. */
  extend(place: number, until: number) {
    this.#times[(this.#startOf(place) + TIME) / 8] = until
  }

  release(place: number) {
    Atomics.add(this.#words, this.#startOf(place) / 4, 1)
    this.#free.push(place)
  }

  /** For the thread. A job that starts or ends at the same moment may be missing. */
  list(): HeldJob[] {
    return Array.from({ length: this.#places }, (_, place) => this.#read(place)).filter(
      (job) => job !== undefined
    )
  }

  get #places() {
    return Math.floor((this.memory.byteLength - CLOCK) / PLACE)
  }

  #startOf(place: number) {
    return CLOCK + place * PLACE
  }

  /** A place is taken while its version is odd. If the version changes meanwhile, the text may be half written. */
  #read(place: number): HeldJob | undefined {
    const start = this.#startOf(place)
    const version = Atomics.load(this.#words, start / 4)
    if (version % 2 === 0) return undefined
    const length = this.#words[start / 4 + 1]
    const text = this.#bytes.toString('utf8', start + TEXT, start + TEXT + length)
    const until = this.#times[(start + TIME) / 8]
    if (Atomics.load(this.#words, start / 4) !== version) return undefined
    const [id, queue, token, ...name] = text.split('\n')
    return { id, name: name.join('\n'), queue, token, until }
  }
}

/** Milliseconds by a clock that all threads share, and that nobody can set. */
export function monotonicNow() {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1000 + nanoseconds / 1e6
}
