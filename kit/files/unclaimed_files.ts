import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'

/** The time for a request to save the record of a file that it has written. */
const PATIENCE = '1 hour'

const AT_ONCE = 50

/**
 * Makes the key of a new file, and remembers it before the file is written, so that even a killed process leaves none
 * behind.
 * @param folder the table of the record
 */
export async function newKey(folder: string) {
  const key = `files/${folder}/${crypto.randomUUID()}`
  const expiresAt = db.raw('now() + CAST(? AS interval)', [PATIENCE])
  await db.table('unclaimed_files').insert({ key, expires_at: expiresAt })
  return key
}

/**
 * Deletes the files that no record has any more, or that none has got in time. Triggers on the tables of the records write
 * the list (see docs/files.md).
 */
export async function deleteUnclaimedFiles() {
  let count
  do count = await deleteSome()
  while (count === AT_ONCE)
}

/** A file whose deletion fails stays in the list. */
async function deleteSome() {
  return db.transaction(async (trx) => {
    const rows = await trx
      .from('unclaimed_files')
      .where('expires_at', '<=', trx.raw('now()'))
      .orderBy('expires_at')
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()
    const keys = rows.map(({ key }: { key: string }) => key)
    await Promise.all(keys.map((key) => drive.use().delete(key)))
    await trx.from('unclaimed_files').whereIn('key', keys).delete()
    return keys.length
  })
}
