import type pg from 'pg'

/** A job that has ended, a place that is free for the next job, or both. */
export interface TurnRequest {
  ended?: { id: string; token: string }
  /** The token for the lock of the next job. */
  next?: string
}

interface TurnAnswer {
  /** Whether the ended job was removed. */
  isEnded: boolean
  /** The row of the next job. */
  taken?: pg.QueryResultRow
}

interface Call extends TurnRequest {
  answered: PromiseWithResolvers<TurnAnswer>
}

type Ask = (calls: TurnRequest[]) => Promise<pg.QueryResultRow[]>

/**
 * Answers many requests of a worker with one statement: those that come while a statement runs go with the next one.
 * @param ask runs the statement, and returns rows that have the id of a removed job as `ended`, or are a job
 */
export class PostgresTurns {
  #calls: Call[] = []
  #isRunning = false

  constructor(private ask: Ask) {}

  request(request: TurnRequest) {
    const answered = Promise.withResolvers<TurnAnswer>()
    this.#calls.push({ ...request, answered })
    if (!this.#isRunning) void this.#run()
    return answered.promise
  }

  async #run() {
    this.#isRunning = true
    while (this.#calls.length > 0) {
      // Jobs that end in the same round of the event loop go together.
      await new Promise((next) => setImmediate(next))
      await this.#answer(this.#calls.splice(0))
    }
    this.#isRunning = false
  }

  async #answer(calls: Call[]) {
    try {
      const rows = await this.ask(calls)
      const ended = new Set(rows.map((row) => row.ended))
      const taken = new Map(rows.map((row) => [row.lock_token, row]))
      for (const { answered, next, ended: job } of calls) {
        answered.resolve({
          isEnded: job !== undefined && ended.has(job.id),
          taken: next === undefined ? undefined : taken.get(next),
        })
      }
    } catch (error) {
      for (const { answered } of calls) answered.reject(error)
    }
  }
}
