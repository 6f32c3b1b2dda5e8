import string from '@adonisjs/core/helpers/string'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import type { SessionConfig, SessionData, SessionStoreContract } from '@adonisjs/session/types'
import {
  findSession,
  hashOfSessionId,
  insertGuestSession,
  insertSession,
  TOUCH_AFTER_MS,
  updateSession,
  type LogIn,
  type SessionRow,
} from '#http/account/session_rows'

/** The session key in which the session guard of config/auth.ts stores the account's id. */
const ACCOUNT_KEY = 'auth_web'

/** The session key of the account's `session_generation` at the log-in. */
export const GENERATION_KEY = 'auth_generation'

/** In bytes. Browsers limit a cookie to 4,096 bytes; encryption adds about half. */
const LARGEST_COOKIE = 2400

/** The percentage of new sessions that also delete the expired sessions. */
const PRUNE_PERCENT = 1

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
  #logIn?: LogIn

  /** Whether the request brings the cookie of a session that has ended. */
  hasEnded = false

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

  /** The id of the session that pages and messages may show. */
  get publicId() {
    return this.#row?.publicId
  }

  /** Whether the session must be written to extend its expiry. */
  get isStale() {
    return this.#row !== undefined && this.#row.lastSeenAt.getTime() < Date.now() - TOUCH_AFTER_MS
  }

  /** Call it at each log-in, with the token if the log-in is remembered. */
  begin(token?: { identifier: unknown; createdAt: Date }) {
    this.#logIn = {
      firstSeenAt: token?.createdAt ?? new Date(),
      rememberTokenId: token ? Number(token.identifier) : null,
    }
  }

  async read(sessionId: string): Promise<SessionData | null> {
    const guest = this.#readGuest(sessionId)
    if (guest) return guest
    if (!this.ctx.request.cookie(this.config.cookieName)) return null

    this.#row = (await findSession(sessionId)) ?? undefined
    this.hasEnded = this.#row === undefined
    return (this.#row?.data as SessionData | undefined) ?? null
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

  async touch(_sessionId?: string) {
    if (this.isStale) await this.#update({})
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
    const data = JSON.stringify(values)
    const userId = Number(values[ACCOUNT_KEY] ?? 0) || null
    if (this.#row?.id === id) return this.#update({ data, user_id: userId })

    if (userId) {
      const logIn = this.#logIn ?? this.#row ?? { firstSeenAt: new Date(), rememberTokenId: null }
      const { firstSeenAt, rememberTokenId } = logIn
      const generation = (values[GENERATION_KEY] as string | undefined) ?? null
      const session = { id, data, userId, generation, firstSeenAt, rememberTokenId }
      await insertSession(session, this.ctx.request)
    } else {
      await insertGuestSession(id, data, this.#expiryOfGuest())
    }
    await this.#pruneNowAndThen()
  }

  async #update(columns: { data?: string; user_id?: number | null }) {
    if (this.account) {
      await updateSession(this.#row!, columns, this.ctx.request)
    } else {
      const expiry = { last_seen_at: new Date(), expires_at: this.#expiryOfGuest() }
      await db
        .from('sessions')
        .where('id', hashOfSessionId(this.#row!.id))
        .update({ ...columns, ...expiry })
    }
  }

  async #pruneNowAndThen() {
    if (Math.random() * 100 < PRUNE_PERCENT) {
      await db.from('sessions').where('expires_at', '<=', new Date()).delete()
    }
  }

  async #deleteRow(sessionId: string) {
    if (this.#row?.id === sessionId) {
      await db.from('sessions').where('id', hashOfSessionId(sessionId)).delete()
    }
  }

  #expiryOfGuest() {
    return new Date(Date.now() + this.#ageInSeconds * 1000)
  }
}
