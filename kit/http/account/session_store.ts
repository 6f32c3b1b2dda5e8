import string from '@adonisjs/core/helpers/string'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import type { SessionConfig, SessionData, SessionStoreContract } from '@adonisjs/session/types'

/** The session key in which the session guard of config/auth.ts stores the account's id. */
const ACCOUNT_KEY = 'auth_web'

/** In bytes. Browsers limit a cookie to 4,096 bytes; encryption adds about half. */
const LARGEST_COOKIE = 2400

/** Seconds after which a request extends the session's expiry again. */
const TOUCH_AFTER = 300

/** The percentage of new sessions that also delete the expired sessions. */
const PRUNE_PERCENT = 1

interface SessionRow {
  id: string
  expiresAt: Date
  account?: Record<string, unknown>
}

/**
 * A session store that keeps the sessions of accounts in PostgreSQL, where they can be listed and revoked, and those of
 * guests (a CSRF secret, flash messages) in an encrypted cookie. So a crawler adds no rows, and pages for guests need
 * no database.
 */
export class AccountSessionStore implements SessionStoreContract {
  static #ofRequests = new WeakMap<HttpContext, AccountSessionStore>()

  /** The store of a request, unless config/session.ts uses another store. */
  static of(ctx: HttpContext) {
    return this.#ofRequests.get(ctx)
  }

  #ageInSeconds: number
  #guestCookie: string
  #row?: SessionRow

  constructor(
    private ctx: HttpContext,
    private config: SessionConfig
  ) {
    AccountSessionStore.#ofRequests.set(ctx, this)
    this.#ageInSeconds = string.seconds.parse(config.age)
    this.#guestCookie = config.cookieName.replace('session', 'guest')
  }

  /** The columns of the session's account, which the same query reads. */
  get account() {
    return this.#row?.account
  }

  /** Whether the session must be written to extend its expiry. */
  get isStale() {
    if (!this.#row) return false
    return this.#row.expiresAt.getTime() < Date.now() + (this.#ageInSeconds - TOUCH_AFTER) * 1000
  }

  async read(sessionId: string): Promise<SessionData | null> {
    const guest = this.#readGuest(sessionId)
    if (guest) return guest
    if (!this.ctx.request.cookie(this.config.cookieName)) return null

    const { rows } = await db.rawQuery(
      `SELECT sessions.data, sessions.expires_at, users.*
       FROM sessions LEFT JOIN users ON users.id = sessions.user_id
       WHERE sessions.id = ? AND sessions.expires_at > ?`,
      [sessionId, new Date()]
    )
    if (rows.length === 0) return null

    const [{ data, expires_at: expiresAt, ...account }] = rows
    this.#row = { id: sessionId, expiresAt, account: account.id ? account : undefined }
    return data
  }

  async write(sessionId: string, values: SessionData) {
    if (this.#fitsCookie(values)) {
      await this.#deleteRow(sessionId)
      this.#writeGuest(sessionId, values)
    } else {
      await this.#writeRow(sessionId, values)
      this.#forgetGuest()
    }
  }

  async destroy(sessionId: string) {
    await this.#deleteRow(sessionId)
    this.#forgetGuest()
  }

  async touch(sessionId: string) {
    if (this.isStale) {
      await db.from('sessions').where('id', sessionId).update({ expires_at: this.#newExpiry() })
    }
  }

  #fitsCookie(values: SessionData) {
    return !values[ACCOUNT_KEY] && JSON.stringify(values).length <= LARGEST_COOKIE
  }

  #readGuest(sessionId: string): SessionData | null {
    const guest = this.ctx.request.encryptedCookie(this.#guestCookie)
    return guest?.id === sessionId ? guest.values : null
  }

  #writeGuest(id: string, values: SessionData) {
    this.ctx.response.encryptedCookie(this.#guestCookie, { id, values }, this.config.cookie)
  }

  #forgetGuest() {
    if (this.ctx.request.cookiesList()[this.#guestCookie]) {
      this.ctx.response.clearCookie(this.#guestCookie, this.config.cookie)
    }
  }

  /**
   * Updates the row that this request has read and never inserts it again: if a concurrent log-out has deleted it, it
   * must stay deleted.
   */
  async #writeRow(id: string, values: SessionData) {
    const columns = {
      data: JSON.stringify(values),
      user_id: values[ACCOUNT_KEY] ?? null,
      expires_at: this.#newExpiry(),
    }
    if (this.#row?.id === id) {
      await db.from('sessions').where('id', id).update(columns)
    } else {
      await db.table('sessions').insert({ id, ...columns })
      await this.#pruneNowAndThen()
    }
  }

  async #pruneNowAndThen() {
    if (Math.random() * 100 < PRUNE_PERCENT) {
      await db.from('sessions').where('expires_at', '<=', new Date()).delete()
    }
  }

  async #deleteRow(sessionId: string) {
    if (this.#row?.id === sessionId) {
      await db.from('sessions').where('id', sessionId).delete()
    }
  }

  #newExpiry() {
    return new Date(Date.now() + this.#ageInSeconds * 1000)
  }
}
