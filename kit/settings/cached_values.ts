import app from '@adonisjs/core/services/app'
import { QUERY_TIME_LIMIT, withQueryTimeLimit } from '#http/query_time_limit'
import { settingsChanges } from '#settings/changes'

/** A network that is cut without a word, or a pooler that carries no notices, hides a change for at most this time. */
const LONGEST_MS = 60_000

/** After a lost connection, values that are kept fresh are read again within this time. */
const CHECK_MS = 1000

/** Values of the database that this process keeps as long as PostgreSQL would tell it of a change. */
export class CachedValues<Values extends object> {
  #values?: Values
  #freshUntil = 0
  #reading?: Promise<Values>
  #changes = 0

  constructor(private read: () => Promise<Values>) {}

  async current() {
    if (this.#values && performance.now() < this.#freshUntil) return this.#values
    this.#reading ??= this.#refresh().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  /** Also begins to read them if they are old. */
  latest() {
    void this.readAhead()
    return this.known()
  }

  known(): Partial<Values> {
    return this.#values ?? {}
  }

  /** Reads them, unless they are fresh. It never fails, and waits for the database as long as a request does. */
  async readAhead() {
    await withQueryTimeLimit(QUERY_TIME_LIMIT, () => this.current()).catch(() => {})
  }

  /** Reads them, and again by itself whenever they are old, so that `known` needs no query. */
  async keepFresh() {
    const timer = setInterval(() => void this.readAhead(), CHECK_MS).unref()
    app.terminating(() => clearInterval(timer))
    await this.readAhead()
  }

  forget() {
    this.#changes++
    this.#freshUntil = 0
    this.#reading = undefined
  }

  /** Forgets also the last known values. */
  clear() {
    this.forget()
    this.#values = undefined
  }

  async #refresh() {
    const isHeard = await settingsChanges.follow(this.#follower)
    const changes = this.#changes
    const values = await this.read()
    if (changes === this.#changes) {
      this.#values = values
      this.#freshUntil = isHeard ? performance.now() + LONGEST_MS : 0
    }
    return values
  }

  /** Without the connection, each `current` reads the values again. */
  #follower = {
    onChange: () => {
      this.forget()
      void this.readAhead()
    },
    onLoss: () => this.forget(),
  }
}
