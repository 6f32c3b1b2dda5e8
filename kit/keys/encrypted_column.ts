import encryption from '@adonisjs/core/services/encryption'
import logger from '@adonisjs/core/services/logger'
import { column } from '@adonisjs/lucid/orm'
import type { ColumnOptions, LucidModel, LucidRow, ModelObject } from '@adonisjs/lucid/types/model'
import { Exception } from '@adonisjs/core/exceptions'

export interface Encrypted {
  /** The first part of the purpose that each text is made for. By default the table and the column. */
  purpose?: string
  /**
   * An attribute that never changes, such as `userId`: a text that was copied to another row cannot be read there. It
   * has a value before the row is inserted, and each query selects it.
   */
  boundTo?: string
}

type Options = Encrypted &
  Partial<Omit<ColumnOptions, 'prepare' | 'consume' | 'isPrimary' | 'meta'>>

/** The library cannot store an empty text, 0 and false by themselves. */
const BOXED = '$value'

/** No key of the app has made the text, or it was made for another row. */
class UnreadableValue extends Exception {
  static code = 'E_UNREADABLE_VALUE'
}

/**
 * A column whose values are encrypted in the table. `node ace key:rotate` finds it. The column's type in PostgreSQL is
 * `text`; the value may be all that JSON can store. It cannot be searched, and only models encrypt it: a query that
 * updates the column stores the plain text.
 *
 * Reading a value that no key can read throws E_UNREADABLE_VALUE. Loading its row and saving the other columns does not.
 */
export function encrypted({ purpose, boundTo, ...options }: Options = {}) {
  return (target: LucidRow, attribute: string) => {
    const mark: Encrypted = { purpose, boundTo }
    column({
      serializeAs: null,
      ...options,
      meta: { encrypted: mark },
      prepare: (value, _, row: LucidRow) => encryptFor(row, attribute, value),
    })(target, attribute)
    decryptWithRow(target, attribute)
  }
}

/**
 * The value of an encrypted attribute, or null if no key can read it: then the log names the row. For a value that its
 * owner can do without, such as one of two factors.
 */
export function readableOrNull<Row extends LucidRow, Name extends keyof Row>(row: Row, name: Name) {
  try {
    return row[name]
  } catch (error) {
    if (!(error instanceof UnreadableValue)) throw error
    logger.error(error.message)
    return null
  }
}

/** The encrypted attributes of a model. */
export function encryptedIn(model: LucidModel) {
  model.boot()
  return [...model.$columnsDefinitions].flatMap(([attribute, { columnName, meta }]) => {
    const mark: Encrypted | undefined = meta?.encrypted
    return mark ? [{ attribute, columnName, ...mark }] : []
  })
}

/** @param bound the value of `boundTo` */
export function purposeOf(
  { table }: LucidModel,
  { columnName, purpose = `${table}.${columnName}`, boundTo }: Encrypted & { columnName: string },
  bound: unknown
) {
  return boundTo ? `${purpose}-${bound}` : purpose
}

function encryptFor(row: LucidRow, attribute: string, value: unknown) {
  if (value === null || value === undefined) return value
  return encryption.encrypt(value || { [BOXED]: value }, { purpose: purposeIn(row, attribute) })
}

function purposeIn(row: LucidRow, attribute: string) {
  const model = row.constructor as LucidModel
  const { columnName, meta } = model.$getColumn(attribute)!
  const mark = meta.encrypted as Encrypted
  const bound = mark.boundTo && row.$attributes[mark.boundTo]
  if (mark.boundTo && (bound === undefined || bound === null)) {
    throw new Error(
      `${model.name}.${attribute} is encrypted for its ${mark.boundTo}, which has no value here. Set it, or select it too`
    )
  }
  return purposeOf(model, { columnName, ...mark }, bound)
}

/**
 * Decrypts after the whole row is there: Lucid's `consume` sees a column before those that follow it. An error waits for
 * the first read, because it would break every page that lists the row.
 */
function decryptWithRow(target: LucidRow, attribute: string) {
  const consume = target.$consumeAdapterResult
  target.$consumeAdapterResult = function (this: LucidRow, result, ...rest) {
    consume.call(this, result, ...rest)
    const text = textIn(result, this.constructor as LucidModel, attribute)
    if (typeof text !== 'string') return

    const define = (descriptor: PropertyDescriptor) =>
      Object.defineProperty(this.$attributes, attribute, { ...descriptor, configurable: true })
    const set = (value: unknown) => define({ value, writable: true, enumerable: true })
    try {
      set(plainTextOf(this, attribute, text))
    } catch (error) {
      const get = () => {
        throw error
      }
      // Not enumerable, so Lucid neither compares nor saves it.
      define({ get, set, enumerable: false })
    }
  }
}

function textIn(result: ModelObject, model: LucidModel, attribute: string): unknown {
  const { columnName } = model.$getColumn(attribute)!
  return result[columnName] ?? result[model.$getColumnAlias(columnName)]
}

/** @throws E_UNREADABLE_VALUE */
function plainTextOf(row: LucidRow, attribute: string, text: string) {
  const value = encryption.decrypt<any>(text, purposeIn(row, attribute))
  if (value !== null) return Object.hasOwn(value, BOXED) ? value[BOXED] : value

  const { table, primaryKey } = row.constructor as LucidModel
  throw new UnreadableValue(
    `No key of APP_KEY and APP_PREVIOUS_KEYS can read ${attribute} of ${table} where ${primaryKey} is ${row.$attributes[primaryKey]}. Add the key that has made it to APP_PREVIOUS_KEYS`
  )
}
