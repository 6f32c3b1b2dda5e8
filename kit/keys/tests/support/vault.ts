import db from '@adonisjs/lucid/services/db'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import { encrypted } from '#keys/main'

/** A model as a team writes it. */
export class Vault extends BaseModel {
  static table = 'test_vaults'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare owner: string

  @encrypted()
  declare token: string | null

  @encrypted({ boundTo: 'owner' })
  declare details: { pin: number; words: string[] } | null
}

/** Creates its table in the transaction of the test. */
export async function createVaults() {
  await db.rawQuery(
    'CREATE TABLE test_vaults (id serial PRIMARY KEY, details text, token text, owner text NOT NULL)'
  )
}

export function rowsOfVaults() {
  return db.from('test_vaults').orderBy('id')
}
