import string from '@adonisjs/core/helpers/string'
import type { HttpContext } from '@adonisjs/core/http'
import { errors } from '@vinejs/vine'
import type { FieldContext } from '@vinejs/vine/types'

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNIQUE_VIOLATION = '23505'

/** `Key (user_id, name)=(1, Garden) already exists.` */
const COLUMNS = /^Key \((?:.*[ ,(])?"?(\w+)"?(?:::\w+)?\)*\)=/

interface DatabaseError {
  code?: string
  detail?: string
}

/**
 * The error of a form whose value is already taken, if a unique index refused it: two people may write it at the same
 * moment, so only the database knows. The field is that of the last column of the index; a field that the request does
 * not have makes it an error of the app.
 */
export function takenValue(error: unknown, { i18n, request }: HttpContext) {
  const { code, detail = '' } = (error ?? {}) as DatabaseError
  const column = code === UNIQUE_VIOLATION && COLUMNS.exec(detail)?.[1]
  const name = column && string.camelCase(column)
  if (!name || !(name in request.body())) return undefined

  const provider = i18n.createMessagesProvider()
  const field = { name, wildCardPath: name, getFieldPath: () => name } as FieldContext
  const message = provider.getMessage('This value is already taken.', 'database.unique', field)
  return new errors.E_VALIDATION_ERROR([{ field: name, rule: 'database.unique', message }])
}
