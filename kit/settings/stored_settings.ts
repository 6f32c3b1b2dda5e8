import { isDeepStrictEqual } from 'node:util'
import vine from '@vinejs/vine'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Setting } from '#settings/define'

/** Rows of the machinery itself, such as the maintenance. They are no settings of the app. */
const OF_KIT = 'kit.'

interface Row {
  key: string
  value: unknown
}

interface Replacing {
  trx: TransactionClientContract
  by?: number
}

/** The table `settings`: the values that differ from their defaults. */
export class StoredSettings {
  #warned = new Set<string>()

  constructor(private definitions: Record<string, Setting<unknown>>) {}

  /** The valid values. Each other one is named in the log, once. */
  async read() {
    const { rows } = await db.rawQuery<{ rows: Row[] }>(
      'SELECT key, value FROM settings WHERE starts_with(key, ?) = ?',
      [OF_KIT, Object.keys(this.definitions).every((name) => name.startsWith(OF_KIT))] as never[]
    )
    const values: Record<string, unknown> = {}
    for (const { key, value } of rows) {
      if (key in this.definitions) await this.#take(key, value, values)
      else this.#warn(key, value, 'The table settings has a setting that app/settings.ts has not')
    }
    return values
  }

  /** @returns the value before */
  async replace(key: string, value: unknown, { trx, by }: Replacing) {
    const { rows } = await trx.rawQuery<{ rows: Row[] }>(
      'SELECT value FROM settings WHERE key = ? FOR UPDATE',
      [key]
    )
    const usual = this.definitions[key].default
    const before = rows.length > 0 ? rows[0].value : usual
    if (isDeepStrictEqual(before, value) && rows.length > 0 !== isDeepStrictEqual(value, usual)) {
      return before
    }
    if (isDeepStrictEqual(value, usual)) {
      await trx.rawQuery('DELETE FROM settings WHERE key = ?', [key])
    } else {
      await trx.rawQuery(
        `INSERT INTO settings (key, value, changed_by) VALUES (?, ?::jsonb, ?)
         ON CONFLICT (key) DO UPDATE
         SET value = EXCLUDED.value, updated_at = now(), changed_by = EXCLUDED.changed_by`,
        [key, JSON.stringify(value), by ?? null] as never[]
      )
    }
    return before
  }

  async #take(key: string, value: unknown, values: Record<string, unknown>) {
    const schema = vine.object({ [key]: this.definitions[key].type })
    const [error, valid] = await vine.tryValidate({ schema, data: { [key]: value } })
    if (error) this.#warn(key, value, 'The stored value of a setting is not valid', error)
    else values[key] = (valid as Record<string, unknown>)[key]
  }

  #warn(setting: string, value: unknown, message: string, err?: Error) {
    const warned = JSON.stringify([setting, value])
    if (this.#warned.has(warned)) return
    this.#warned.add(warned)
    logger.warn({ setting, err }, `${message}. Its default counts`)
  }
}

/**
 * Removes a row that no setting of this release has.
 * @returns whether there was one
 */
export async function removeUnknown(key: string) {
  if (key.startsWith(OF_KIT)) return false
  const { rowCount } = await db.rawQuery('DELETE FROM settings WHERE key = ?', [key])
  return Number(rowCount) > 0
}
