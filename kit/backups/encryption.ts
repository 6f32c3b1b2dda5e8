import { Readable } from 'node:stream'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { BackupFailed } from '#backups/errors'
import type { Manifest } from '#backups/manifest'

type WebStream = Parameters<Encrypter['encrypt']>[0] & ReadableStream<Uint8Array>

/**
 * A new pair of keys of age: `recipient` writes backups, `identity` reads them.
 * @see https://age-encryption.org/v1
 */
export async function newKeys() {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/**
 * Encrypts for age, so that the program `age` can read it as well.
 * @throws BackupFailed for a text that is no public key
 */
export async function encrypted(content: Readable, recipients: string[]): Promise<Readable> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient)
    } catch {
      throw new BackupFailed(
        'BACKUP_RECIPIENT has a text that is no public key. Write the age1… of node ace backup:key'
      )
    }
  }
  const stream = await encrypter.encrypt(Readable.toWeb(content) as WebStream)
  return Readable.fromWeb(stream as never)
}

/**
 * The content of a backup in the clear.
 * @throws BackupFailed if it needs a key, or another one
 */
export async function opened(
  { isEncrypted }: Pick<Manifest, 'isEncrypted'>,
  content: Readable,
  identity?: string
) {
  if (!isEncrypted) return content
  if (identity) return decrypted(content, identity)
  throw new BackupFailed(
    'The backup is encrypted. Give the secret key: --identity=FILE, or BACKUP_IDENTITY'
  )
}

/**
 * @throws BackupFailed if the key is not that of the backup, or the content was changed
 */
async function decrypted(content: Readable, identity: string): Promise<Readable> {
  const decrypter = new Decrypter()
  try {
    decrypter.addIdentity(identity.trim())
  } catch {
    throw new BackupFailed(
      'BACKUP_IDENTITY or the file of --identity has no secret key. It begins with AGE-SECRET-KEY-1'
    )
  }
  try {
    const stream = await decrypter.decrypt(Readable.toWeb(content) as WebStream)
    return Readable.fromWeb(stream as never)
  } catch (error) {
    if (error instanceof BackupFailed) throw error
    throw new BackupFailed(`The secret key does not read this backup (${(error as Error).message})`)
  }
}
