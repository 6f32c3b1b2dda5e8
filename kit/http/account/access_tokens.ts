import { type Secret } from '@adonisjs/core/helpers'
import { AccessToken, DbAccessTokensProvider } from '@adonisjs/auth/access_tokens'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** How exactly the page says when a token was last used. */
const USE_NOTED_EVERY_MS = 60_000

/** An id that a column of 4 bytes can hold. */
const ID = /^[1-9]\d{0,8}$/

const HASH_OF_NO_TOKEN = '0'.repeat(64)

/**
 * The access tokens of AdonisJS, with three differences. A token without a valid id is refused instead of a failed
 * query. A wrong token writes nothing and costs the same whatever is wrong with it. A right one writes at most once a
 * minute.
 */
export class AccessTokens<Model extends LucidModel> extends DbAccessTokensProvider<Model> {
  /** The same tokens, but written in a transaction. */
  within(trx: TransactionClientContract) {
    const tokens = new AccessTokens<Model>(this.options)
    tokens.getDb = async () => trx
    return tokens
  }

  async verify(value: Secret<string>) {
    const brought = AccessToken.decode(this.prefix, value.release())
    const row = await this.#find(brought?.identifier)
    const hash = row?.hash ?? HASH_OF_NO_TOKEN
    const token = this.dbRowToAccessToken({ abilities: '[]', ...row, hash })
    const isRight = token.verify(brought?.secret ?? value)
    if (!isRight || token.isExpired()) return null

    await this.#noteUse(token)
    return token
  }

  async #find(id = '') {
    const db = await this.getDb()
    return db
      .from(this.table)
      .where({ id: ID.test(id) ? id : 0, type: this.type })
      .first()
  }

  async #noteUse({ identifier, lastUsedAt }: AccessToken) {
    const now = new Date()
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < USE_NOTED_EVERY_MS) return
    const db = await this.getDb()
    await db.from(this.table).where('id', String(identifier)).update({ last_used_at: now })
  }
}
