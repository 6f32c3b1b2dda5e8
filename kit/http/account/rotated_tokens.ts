import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { Secret } from '@adonisjs/core/helpers'
import logger from '@adonisjs/core/services/logger'
import { errors } from '@adonisjs/auth'
import { DbRememberMeTokensProvider, RememberMeToken } from '@adonisjs/auth/session'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import { keyRing } from '#keys/key_ring'
import { endAllSessions } from '#http/account/account_sessions'
import type { ClientOrigin } from '#http/account/client_origin'
import { endOf } from '#http/account/session_end'

/** How long the previous token stays valid. */
const GRACE_MS = 60_000

type Identifier = string | number | BigInt

interface Row {
  id: number
  tokenable_id: number
  /** The account's session generation when the token was made. */
  session_generation: string | null
  /** The account's session generation now. */
  account_generation: string | null
  hash: string
  /** The hash of the previous token, if there was one. */
  former_hash: string | null
  created_at: Date
  updated_at: Date
  expires_at: Date
}

const tokensOfAccounts = new WeakMap<object, RememberMeToken>()

/** The token that this request has made for an account, or replaced. */
export function rememberTokenOf(account: object) {
  return tokensOfAccounts.get(account)
}

const clients = new AsyncLocalStorage<ClientOrigin>()

/** Runs an authentication. AdonisJS does not tell the tokens which client has brought one. */
export function authenticatingFrom<Result>(client: ClientOrigin, run: () => Result) {
  return clients.run(client, run)
}

/**
 * "Remember me" tokens that are replaced with each use, like those of AdonisJS. But concurrent requests get the same
 * new token, and the use of an old one is detected. See docs/decisions/0016-remember-me-tokens.md.
 */
export class RotatedTokens<Model extends LucidModel> extends DbRememberMeTokensProvider<Model> {
  async create(user: InstanceType<Model>, expiresIn: string | number) {
    const token = await super.create(user, expiresIn)
    const { sessionGeneration } = user as unknown as { sessionGeneration: string | null }
    if (sessionGeneration) {
      const db = await this.getDb()
      const generation = { session_generation: sessionGeneration }
      await db.from(this.table).where('id', String(token.identifier)).update(generation)
    }
    tokensOfAccounts.set(user, token)
    return token
  }

  async verify(value: Secret<string>) {
    const brought = RememberMeToken.decode(value.release())
    const row = brought && (await this.#find(brought.identifier))
    if (!row || hasEnded(row)) return null

    const hash = hashOf(brought.secret.release())
    const isGood = hash === row.hash || (isNew(row) && hash === row.former_hash)
    if (!isGood) await this.#endAll(row.tokenable_id)
    return isGood ? this.dbRowToRememberMeToken(row) : null
  }

  /**
   * @throws E_UNAUTHORIZED_ACCESS if the token was deleted after it was verified
   */
  async recycle(user: InstanceType<Model>, identifier: Identifier) {
    const token = await this.#replace(identifier)
    tokensOfAccounts.set(user, token)
    return token
  }

  async #replace(identifier: Identifier): Promise<RememberMeToken> {
    const row = await this.#find(identifier)
    if (!row) {
      throw new errors.E_UNAUTHORIZED_ACCESS('Deleted token', { guardDriverName: 'session' })
    }
    if (isNew(row)) return this.#tokenOf(row, row.former_hash!)

    const updatedAt = new Date()
    const expiresAt = endOf({
      firstSeenAt: row.created_at,
      lastSeenAt: updatedAt,
      isRemembered: true,
    })
    const [successor] = successorsOf(row.hash)
    const next = {
      hash: hashOf(successor),
      former_hash: row.hash,
      updated_at: updatedAt,
      expires_at: expiresAt,
    }
    const db = await this.getDb()
    const change = db.from(this.table).where({ id: row.id, hash: row.hash })
    // Another request has been faster, perhaps with another key of the app.
    if (Number(await change.update(next)) === 0) return this.#replace(identifier)
    return this.#tokenOf({ ...row, ...next }, row.hash)
  }

  async #find(identifier: Identifier): Promise<Row | null> {
    const db = await this.getDb()
    return db
      .from(this.table)
      .join('users', 'users.id', `${this.table}.tokenable_id`)
      .where(`${this.table}.id`, String(identifier))
      .select(`${this.table}.*`, 'users.session_generation as account_generation')
      .first()
  }

  #tokenOf(row: Row, formerHash: string) {
    const secret = successorsOf(formerHash).find((one) => hashOf(one) === row.hash)
    if (!secret) {
      throw new errors.E_UNAUTHORIZED_ACCESS('Unknown key', { guardDriverName: 'session' })
    }
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

  /** Two clients have the token of one browser. The thief cannot be told apart, so both must log in again. */
  async #endAll(userId: number) {
    const db = await this.getDb()
    await db.transaction(async (trx) => {
      const generation = { session_generation: crypto.randomUUID() }
      await trx.from('users').where('id', userId).update(generation)
      await endAllSessions(userId, trx)
      const { ipAddress = null, userAgent = null } = clients.getStore() ?? {}
      await trx.table('account_events').insert({
        user_id: userId,
        kind: 'token_reused',
        ip_address: ipAddress,
        user_agent: userAgent,
        created_at: new Date(),
      })
    })
    logger.warn({ user_id: userId }, 'A former "remember me" token was used: all sessions ended')
  }
}

function hasEnded({ created_at: firstSeenAt, expires_at: expiresAt, ...row }: Row) {
  const now = new Date()
  const end = endOf({ firstSeenAt, lastSeenAt: now, isRemembered: true })
  return expiresAt < now || end < now || row.session_generation !== row.account_generation
}

function isNew(row: Row) {
  return row.former_hash !== null && row.updated_at.getTime() > Date.now() - GRACE_MS
}

/**
 * The same for all concurrent requests: one for each key of the app, the current key first. It is not stored, and nobody
 * can compute it without a key.
 */
function successorsOf(hash: string) {
  return keyRing.map((key) => hashOf(key.getMessageVerifier().sign(hash, undefined, 'remember-me')))
}

function hashOf(secret: string) {
  return createHash('sha256').update(secret).digest('hex')
}
