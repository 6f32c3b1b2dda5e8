import app from '@adonisjs/core/services/app'
import { QUERY_TIME_LIMIT, withQueryTimeLimit } from '#http/query_time_limit'
import { settingsChanges } from '#settings/changes'

/** A network that is cut without a word, or a pooler that carries no notices, hides a change for at most this time. */
const LONGEST_MS = 60_000

/** After a lost connection, values are read again within this time. */
const CHECK_MS = 1000

/** Values of the database that this process keeps as long as PostgreSQL would tell it of a change. */
export class CachedValues<Values extends object> {
  #values?: Values
  #freshUntil = 0
  #reading?: Promise<Values>
  #changes = 0
  #listens = false

  constructor(private read: () => Promise<Values>) {}

  /** The values of the last read. It never asks the database. */
  known(): Partial<Values> {
    return this.#values ?? {}
  }

  /** The values in the database. */
  async current() {
    if (this.#values && performance.now() < this.#freshUntil) return this.#values
    this.#reading ??= this.#refresh().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  /**
   * Reads the values, and again by itself whenever they are old. A process listens after its first second, so that a
   * short command needs no connection for it.
   */
  async keepFresh() {
    const timer = setInterval(() => {
      this.#listens = true
      void this.#readAhead()
    }, CHECK_MS).unref()
    app.terminating(() => clearInterval(timer))
    await this.#readAhead()
  }

  /** Takes over values that this process has stored. */
  apply(values: Partial<Values>) {
    this.#forget()
    this.#values = { ...this.#values, ...values } as Values
  }

  /** Forgets all values. */
  clear() {
    this.#forget()
    this.#values = undefined
  }

  #forget() {
    this.#changes++
    this.#freshUntil = 0
    this.#reading = undefined
  }

  /** Reads them, unless they are fresh. It never fails, and waits for the database as long as a request does. */
  async #readAhead() {
    await withQueryTimeLimit(QUERY_TIME_LIMIT, () => this.current()).catch(() => {})
  }

  async #refresh() {
    const isHeard = this.#listens && (await settingsChanges.follow(this.#follower))
    const changes = this.#changes
    const values = await this.read()
    if (changes === this.#changes) {
      this.#values = values
      this.#freshUntil = isHeard ? performance.now() + LONGEST_MS : 0
    }
    return values
  }

  /** Without the connection, the values are read again each second. */
  #follower = {
    onChange: () => {
      this.#forget()
      void this.#readAhead()
    },
    onLoss: () => this.#forget(),
  }
}
