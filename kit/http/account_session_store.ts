import string from '@adonisjs/core/helpers/string'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import type { SessionConfig, SessionData, SessionStoreContract } from '@adonisjs/session/types'

/** The key under which the session guard of config/auth.ts keeps the account's id. */
const ACCOUNT_KEY = 'auth_web'

/** Browsers keep 4,096 bytes a cookie; encryption adds about half. */
const LARGEST_COOKIE = 2400

/** How stale, in seconds, a session's expiry may be before a request writes it again. */
const TOUCH_AFTER = 300

/** Of a hundred new sessions, how many delete the expired sessions. */
const PRUNE_PERCENT = 1

interface SessionRow {
  id: string
  expiresAt: Date
  account?: Record<string, unknown>
}

/**
 * A session store that keeps the sessions of accounts in PostgreSQL, where they can be listed and end for
 * good, and those of guests (a CSRF secret, flash messages) in an encrypted cookie: a crawler leaves no
 * row, and a page for guests needs no database.
 */
export class AccountSessionStore implements SessionStoreContract {
  static #ofRequests = new WeakMap<HttpContext, AccountSessionStore>()

  /** The store of a request, unless config/session.ts has another one. */
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

  /** The columns of the account whose session was read: it comes with the session, in one query. */
  get account() {
    return this.#row?.account
  }

  /** Whether the session is to be written, if only to live longer. */
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
   * A row that this request has read is updated, never inserted: a log-out in between has deleted it,
   * and it stays deleted.
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
