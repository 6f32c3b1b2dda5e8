import encryption from '@adonisjs/core/services/encryption'
import type { ListModel } from '#lists/types'

/** The place of a row in a list: its values as PostgreSQL writes them, so that no digit is lost. */
export interface Place {
  key: string | null
  id: string
}

/**
 * Only the server can make a cursor, so its values never fail in a query. They are readable: a sort must not tell a secret.
 */
export function cursorOf(model: ListModel, sort: string, { key, id }: Place) {
  return encryption.getMessageVerifier().sign([sort, key, id], undefined, purposeOf(model))
}

/** @returns null if the cursor is broken, or belongs to another list or another order */
export function placeOf(model: ListModel, sort: string, cursor: string): Place | null {
  const verifier = encryption.getMessageVerifier()
  const parts = verifier.unsign<[string, string | null, string]>(cursor, purposeOf(model))
  if (!parts || parts[0] !== sort) return null
  return { key: parts[1], id: parts[2] }
}

function purposeOf({ table }: ListModel) {
  return `list of ${table}`
}
