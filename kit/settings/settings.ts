import { isDeepStrictEqual } from 'node:util'
import vine from '@vinejs/vine'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { CachedValues } from '#settings/cached_values'
import type { Setting } from '#settings/define'
import { StoredSettings } from '#settings/stored_settings'

type Named = Record<string, unknown>

/** The member who changes a setting, and the client that the request came from. */
export interface Author {
  id: number
  ipAddress: string | null
  userAgent: string | null
}

/** A setting that got another value. `by` is missing if a command or code has changed it. */
export interface SettingChange {
  name: string
  from: unknown
  to: unknown
  by?: Author
}

interface Options {
  /** The transaction of other rows that belong to the change. */
  client?: TransactionClientContract
  by?: Author
}

type Observer = (change: SettingChange, trx: TransactionClientContract) => Promise<void>

/**
 * Values that an operator changes while the app runs. The table `settings` has those that differ from their defaults.
 * Each process keeps them, and PostgreSQL tells it of a change.
 */
export class Settings<Values extends object = Named> {
  #stored: StoredSettings
  #cache: CachedValues<Partial<Values>>
  #faked: Partial<Values> = {}
  #observers: Observer[] = []

  constructor(readonly definitions: { [Name in keyof Values]: Setting<Values[Name]> }) {
    this.#stored = new StoredSettings(definitions as Record<string, Setting<unknown>>)
    this.#cache = new CachedValues(() => this.#stored.read() as Promise<Partial<Values>>)
  }

  get names() {
    return Object.keys(this.definitions) as (keyof Values & string)[]
  }

  /** The value that this process knows, at once and without a query: another process' change comes within a second. */
  get<Name extends keyof Values>(name: Name): Values[Name] {
    return this.#valueIn(this.#cache.known(), name)
  }

  /**
   * The value in the database, for commands and acts that must not work with a former one.
   * @throws if the database cannot be reached
   */
  async read<Name extends keyof Values>(name: Name): Promise<Values[Name]> {
    return this.#valueIn(await this.#cache.current(), name)
  }

  /** Reads the values now, and again by itself after each change. The settings of the app do so when a process starts. */
  keepFresh() {
    return this.#cache.keepFresh()
  }

  defaultOf<Name extends keyof Values>(name: Name): Values[Name] {
    return this.definitions[name].default
  }

  /**
   * Stores a value, unless it is the present one. Other processes have it within a second after the commit.
   * @throws E_VALIDATION_ERROR whose field is the name of the setting
   */
  set<Name extends keyof Values>(name: Name, value: Values[Name], options?: Options) {
    return this.change({ [name]: value } as unknown as Partial<Values>, options)
  }

  /** Gives a setting its default again. */
  reset(name: keyof Values, options?: Options) {
    return this.set(name, this.defaultOf(name), options)
  }

  /**
   * Stores several values, all or none.
   * @returns the names of the settings that have another value now
   * @throws E_VALIDATION_ERROR whose fields are the names of the settings
   */
  async change(values: Partial<Values>, { client, by }: Options = {}) {
    const valid = (await this.#validate(values)) as Partial<Values>
    if (client) return this.#store(valid, client, by)
    return db.transaction((trx) => this.#store(valid, trx, by))
  }

  /** Calls it for each change, in its transaction: if it throws, the setting keeps its value. */
  observe(observer: Observer) {
    this.#observers.push(observer)
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

  /** Own defaults need not keep the rule: they come from the configuration. */
  async #validate(values: Partial<Values>) {
    const given = Object.entries(values).filter(
      ([name, value]) => !isDeepStrictEqual(value, this.defaultOf(name as keyof Values))
    )
    const types = given.map(([name]) => [name, this.definitions[name as keyof Values].type])
    const schema = vine.object(Object.fromEntries(types))
    const valid = await vine.validate({ schema, data: Object.fromEntries(given) })
    return { ...values, ...valid }
  }

  async #store(values: Partial<Values>, trx: TransactionClientContract, by?: Author) {
    const changes: SettingChange[] = []
    for (const [name, to] of Object.entries(values)) {
      const from = await this.#stored.replace(name, to, { trx, by: by?.id })
      if (!isDeepStrictEqual(from, to)) changes.push({ name, from, to, by })
    }
    for (const change of changes) {
      for (const observer of this.#observers) await observer(change, trx)
    }
    trx.after('commit', () => this.#cache.apply(values))
    return changes.map(({ name }) => name)
  }
}
