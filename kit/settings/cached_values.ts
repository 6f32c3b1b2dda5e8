import type { Client } from 'pg'
import app from '@adonisjs/core/services/app'
import { listen } from '#http/live/listen'

const SETTINGS_CHANNEL = 'settings'

/** A network that is cut without a word, or a pooler that carries no notices, hides a change for at most this time. */
const LONGEST_MS = 60_000

/** Values of the database that this process keeps as long as PostgreSQL would tell it of a change. */
export class CachedValues<Values extends object> {
  #values?: Values
  #freshUntil = 0
  #reading?: Promise<Values>
  #changes = 0
  #client?: Promise<Client>

  constructor(private read: () => Promise<Values>) {
    app.terminating(async () => {
      const client = await this.#client?.catch(() => undefined)
      await client?.end()
    })
  }

  async current() {
    if (this.#values && performance.now() < this.#freshUntil) return this.#values
    this.#reading ??= this.#refresh().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  /** Also begins to read them if they are old. */
  latest() {
    this.readAhead()
    return this.#values ?? {}
  }

  /** Reads them, unless they are fresh. */
  readAhead() {
    this.current().catch(() => {})
  }

  forget() {
    this.#changes++
    this.#freshUntil = 0
    this.#reading = undefined
  }

  async #refresh() {
    const isHeard = await this.#listen()
    const changes = this.#changes
    const values = await this.read()
    if (changes === this.#changes) {
      this.#values = values
      this.#freshUntil = isHeard ? performance.now() + LONGEST_MS : 0
    }
    return values
  }

  /** Without the connection, each `current` reads the values again. */
  async #listen() {
    if (app.isTerminating) return false
    try {
      await (this.#client ??= this.#connect())
      return true
    } catch {
      this.#client = undefined
      return false
    }
  }

  #connect() {
    return listen(SETTINGS_CHANNEL, {
      onNotice: () => {
        this.forget()
        this.readAhead()
      },
      onEnd: () => {
        this.#client = undefined
        this.forget()
      },
    })
  }
}
