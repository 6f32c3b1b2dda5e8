import { column } from '@adonisjs/lucid/orm'
import type { ColumnOptions, LucidModel, LucidRow } from '@adonisjs/lucid/types/model'

/**
 * Marks a column with keyed hashes (`encryption.blindIndex`) whose values nobody knows, so that they cannot be computed
 * with another key. `node ace key:rotate` counts them: a previous key is needed until they are gone.
 */
export function keyedHash(options: Partial<ColumnOptions> = {}) {
  return (target: LucidRow, attribute: string) => {
    column({ serializeAs: null, ...options, meta: { keyedHash: true } })(target, attribute)
  }
}

export function keyedHashesIn(model: LucidModel) {
  model.boot()
  return [...model.$columnsDefinitions.values()].filter(({ meta }) => meta?.keyedHash)
}
