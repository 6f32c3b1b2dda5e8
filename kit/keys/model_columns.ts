import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ApplicationService } from '@adonisjs/core/types'
import { BaseModel } from '@adonisjs/lucid/orm'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import { encryptedIn, purposeOf } from '#keys/encrypted_column'
import { keyedHashesIn } from '#keys/keyed_hash'
import type { EncryptedPlace, KeyedHashes, StoredText } from '#keys/places'

type Column = ReturnType<typeof encryptedIn>[number]

type Row = { id: unknown; text: string; bound?: unknown }

/** All models of app/models, also those that a file exports by name. */
export async function modelsOf(app: ApplicationService): Promise<LucidModel[]> {
  const cwd = app.modelsPath()
  const files = await Array.fromAsync(glob('**/*.{ts,js}', { cwd, exclude: ['**/*.d.ts'] }))
  const modules = await Promise.all(
    files.sort().map((file) => import(pathToFileURL(join(cwd, file)).href))
  )
  return [...new Set(modules.flatMap((exports) => Object.values(exports)).filter(isModel))]
}

function isModel(value: unknown): value is LucidModel {
  return typeof value === 'function' && value.prototype instanceof BaseModel
}

/** The encrypted columns of these models, each once. */
export function columnPlaces(models: LucidModel[]): EncryptedPlace[] {
  const places = models.flatMap((model) =>
    encryptedIn(model).map((column) => [keyOf(model, column), placeOf(model, column)] as const)
  )
  return [...new Map(places).values()]
}

export function keyedHashColumns(models: LucidModel[]): KeyedHashes[] {
  const columns = models.flatMap((model) =>
    keyedHashesIn(model).map(({ columnName }) => {
      const name = `${model.table}.${columnName}`
      return [name, { name, count: () => countOf(model, columnName) }] as const
    })
  )
  return [...new Map(columns).values()]
}

async function countOf(model: LucidModel, columnName: string) {
  const rows = clientOf(model).from(model.table).whereNotNull(columnName)
  const [{ total }] = await rows.count('* as total')
  return Number(total)
}

function keyOf(model: LucidModel, column: Column) {
  return JSON.stringify([model.connection, purposeOf(model, column, ''), model.table, column])
}

function placeOf(model: LucidModel, column: Column): EncryptedPlace {
  return {
    name: `${model.table}.${column.columnName}`,
    async *batches(size) {
      let last: unknown
      for (;;) {
        const rows = await rowsAfter(last, model, column, size)
        if (rows.length > 0) yield rows.map((row) => storedIn(row, model, column))
        if (rows.length < size) return
        last = rows.at(-1)!.id
      }
    },
  }
}

/** Reads rows, not models: deleted ones too, and without the hooks of the model. */
function rowsAfter(last: unknown, model: LucidModel, column: Column, size: number): Promise<Row[]> {
  const id = primaryKeyOf(model)
  const query = clientOf(model).from(model.table).whereNotNull(column.columnName)
  if (last !== undefined) query.where(id, '>', last as string)
  if (column.boundTo) query.select(`${columnOf(model, column.boundTo)} as bound`)
  return query.select(`${id} as id`, `${column.columnName} as text`).orderBy(id).limit(size)
}

function storedIn({ id, text, bound }: Row, model: LucidModel, column: Column): StoredText {
  const [key, name] = [primaryKeyOf(model), column.columnName]
  return {
    row: `${key} ${id}`,
    text,
    purpose: purposeOf(model, column, bound),
    async replace(by) {
      const row = clientOf(model)
        .from(model.table)
        .where({ [key]: id, [name]: text })
      return Number(await row.update({ [name]: by })) > 0
    },
  }
}

/** The primary: a replica may be behind. */
function clientOf(model: LucidModel) {
  return model.$adapter.modelConstructorClient(model)
}

function primaryKeyOf(model: LucidModel) {
  return columnOf(model, model.primaryKey)
}

function columnOf(model: LucidModel, attribute: string) {
  return model.$getColumn(attribute)!.columnName
}
