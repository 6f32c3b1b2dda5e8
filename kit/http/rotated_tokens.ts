import { createHash } from 'node:crypto'
import { Secret } from '@adonisjs/core/helpers'
import string from '@adonisjs/core/helpers/string'
import encryption from '@adonisjs/core/services/encryption'
import logger from '@adonisjs/core/services/logger'
import { errors } from '@adonisjs/auth'
import { DbRememberMeTokensProvider, RememberMeToken } from '@adonisjs/auth/session'
import type { LucidModel } from '@adonisjs/lucid/types/model'

/** How long a former token is as good as its successor. */
const GRACE_MS = 60_000

type Identifier = string | number | BigInt

interface Row {
  id: number
  tokenable_id: number
  hash: string
  /** Of the token before this one, if there was one. */
  former_hash: string | null
  created_at: Date
  updated_at: Date
  expires_at: Date
}

/**
 * "Remember me" tokens that are replaced when they are used, as those of AdonisJS, except that requests of the same
 * moment get the same new one, and that the use of a former one is found. See docs/decisions/0016-remember-me-tokens.md.
 */
export class RotatedTokens<Model extends LucidModel> extends DbRememberMeTokensProvider<Model> {
  async verify(value: Secret<string>) {
    const brought = RememberMeToken.decode(value.release())
    const row = brought && (await this.#find(brought.identifier))
    if (!row || row.expires_at < new Date()) return null

    const hash = hashOf(brought.secret.release())
    const isGood = hash === row.hash || (isNew(row) && hash === row.former_hash)
    if (!isGood) await this.#endAll(row.tokenable_id)
    return isGood ? this.dbRowToRememberMeToken(row) : null
  }

  /**
   * @throws E_UNAUTHORIZED_ACCESS if the token was deleted since it was verified
   */
  async recycle(_user: InstanceType<Model>, identifier: Identifier, expiresIn: string | number) {
    const row = await this.#find(identifier)
    if (!row) {
      throw new errors.E_UNAUTHORIZED_ACCESS('Deleted token', { guardDriverName: 'session' })
    }
    if (isNew(row)) return this.#tokenOf(row, row.former_hash!)

    const updatedAt = new Date()
    const expiresAt = new Date(updatedAt.getTime() + string.seconds.parse(expiresIn) * 1000)
    const db = await this.getDb()
    await db
      .from(this.table)
      .where({ id: row.id, hash: row.hash })
      .update({
        hash: hashOf(successorOf(row.hash)),
        former_hash: row.hash,
        updated_at: updatedAt,
        expires_at: expiresAt,
      })
    return this.#tokenOf({ ...row, updated_at: updatedAt, expires_at: expiresAt }, row.hash)
  }

  async #find(identifier: Identifier): Promise<Row | null> {
    const db = await this.getDb()
    return db.from(this.table).where('id', String(identifier)).first()
  }

  #tokenOf(row: Row, formerHash: string) {
    const secret = successorOf(formerHash)
    return new RememberMeToken({
      identifier: row.id,
      tokenableId: row.tokenable_id,
      hash: hashOf(secret),
      secret: new Secret(secret),
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      expiresAt: row.expires_at,
    })
  }

  /** Two have the token of one browser. Nobody knows which of them is the thief, so both have to log in. */
  async #endAll(userId: number) {
    const db = await this.getDb()
    await db.transaction(async (trx) => {
      await trx.from(this.table).where('tokenable_id', userId).delete()
      await trx.from('sessions').where('user_id', userId).delete()
      await trx
        .table('account_events')
        .insert({ user_id: userId, kind: 'token_reused', created_at: new Date() })
    })
    logger.warn({ user_id: userId }, 'A former "remember me" token was used: all sessions ended')
  }
}

function isNew(row: Row) {
  return row.former_hash !== null && row.updated_at.getTime() > Date.now() - GRACE_MS
}

/** Equal for all requests of the same moment. It is not stored, and nobody can make it without the app's key. */
function successorOf(hash: string) {
  return hashOf(encryption.getMessageVerifier().sign(hash, undefined, 'remember-me'))
}

function hashOf(secret: string) {
  return createHash('sha256').update(secret).digest('hex')
}
