import vine from '@vinejs/vine'
import logger from '@adonisjs/core/services/logger'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import { CachedValues } from '#settings/cached_values'
import type { Setting } from '#settings/define'

type Named = Record<string, unknown>
type Client = TransactionClientContract | typeof db

/**
 * Values that an operator changes while the app runs. The table `settings` has those that differ from their defaults.
 * Each process keeps them, and PostgreSQL tells it of a change.
 */
export class Settings<Values extends object = Named> {
  #cache = new CachedValues(() => this.#read())
  #faked: Partial<Values> = {}

  constructor(private definitions: { [Name in keyof Values]: Setting<Values[Name]> }) {}

  get names() {
    return Object.keys(this.definitions) as (keyof Values & string)[]
  }

  /** @throws if the database cannot be reached */
  async get<Name extends keyof Values>(name: Name): Promise<Values[Name]> {
    return this.#valueIn(await this.#cache.current(), name)
  }

  /** The last known value, or the default, without a query: for pages that are also shown while the database is down. */
  latest<Name extends keyof Values>(name: Name): Values[Name] {
    return this.#valueIn(this.#cache.latest(), name)
  }

  /** Begins to read the values, and does not wait. */
  readAhead() {
    void this.#cache.readAhead()
  }

  /** For a value that each request needs: reads the values now, and again by itself, so that `known` has them. */
  keepFresh() {
    return this.#cache.keepFresh()
  }

  /** The value of the last read, or the default. It never asks the database. */
  known<Name extends keyof Values>(name: Name): Values[Name] {
    return this.#valueIn(this.#cache.known(), name)
  }

  defaultOf<Name extends keyof Values>(name: Name): Values[Name] {
    return this.definitions[name].default
  }

  /**
   * Stores a value. Other processes have it within a second after the commit.
   * @throws E_VALIDATION_ERROR whose field is the name of the setting
   */
  async set<Name extends keyof Values>(name: Name, value: Values[Name], client: Client = db) {
    const valid = await this.#validate(name, value)
    await client.rawQuery(
      `INSERT INTO settings (key, value) VALUES (?, ?::jsonb)
       ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_at = now()`,
      [name as string, JSON.stringify(valid)]
    )
    this.#cache.forget()
  }

  /** Gives a setting its default again. */
  async reset(name: keyof Values, client: Client = db) {
    await client.rawQuery('DELETE FROM settings WHERE key = ?', [name as string])
    this.#cache.forget()
  }

  /** For tests: settings have these values until `restore`. */
  fake(values: Partial<Values>) {
    Object.assign(this.#faked, values)
  }

  /** Call it after each test that changes settings: `group.each.teardown(() => settings.restore())`. */
  restore() {
    this.#faked = {}
    this.#cache.clear()
  }

  #valueIn<Name extends keyof Values>(values: Partial<Values>, name: Name): Values[Name] {
    const [found] = [this.#faked, values].filter((one) => name in one)
    return found ? found[name]! : this.defaultOf(name)
  }

  async #read() {
    const { rows } = await db.rawQuery('SELECT key AS name, value FROM settings')
    const values: Partial<Values> = {}
    for (const { name, value } of rows as { name: keyof Values; value: never }[]) {
      if (!(name in this.definitions)) continue
      try {
        values[name] = await this.#validate(name, value)
      } catch (error) {
        logger.warn({ setting: name, err: error }, 'the stored value of a setting is not valid')
      }
    }
    return values
  }

  async #validate<Name extends keyof Values>(name: Name, value: unknown) {
    const schema = vine.object({ [name]: this.definitions[name].type })
    const valid = await vine.validate({ schema, data: { [name]: value } })
    return (valid as Values)[name]
  }
}
