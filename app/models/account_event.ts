import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AccountEventSchema } from '#database/schema'
import { originOf, type ClientOrigin } from '#http/account/client_origin'
import User from '#models/user'

/** The kinds of events of an account. Each kind has its text under `activity.kinds`. */
export const EVENT_KINDS = [
  'signed_up',
  'confirmed',
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'token_reused',
  'session_ended',
  'other_sessions_ended',
  'all_sessions_ended',
  'password_check_failed',
  'password_reset',
  'password_changed',
  'email_change_requested',
  'email_change_cancelled',
  'email_changed',
  'email_change_undone',
  'log_in_reported',
  'account_created',
  'password_set',
  'account_disabled',
  'account_enabled',
  'second_factor_enabled',
  'second_factor_disabled',
  'second_factor_failed',
  'recovery_codes_made',
  'recovery_code_used',
  'sessions_ended',
  'passkey_added',
  'passkey_renamed',
  'passkey_removed',
  'passkey_used',
  'passkey_refused',
  'second_factor_reset',
  'log_in_code_used',
  'log_in_code_failed',
  'export_requested',
  'export_downloaded',
  'deletion_requested',
  'deletion_ordered',
  'deletion_undone',
  'account_erased',
  'access_token_made',
  'access_token_revoked',
  'access_tokens_revoked',
  'password_added',
  'identity_linked',
  'identity_unlinked',
  'identity_used',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** The client that caused an event. */
export type EventOrigin = ClientOrigin

/** A row of `account_events`: the list needs no models. */
export interface AccountEventRow {
  id: number
  kind: EventKind
  ip_address: string | null
  user_agent: string | null
  created_at: Date
}

/** Of some kinds, from `since` (included) to `before` (excluded). Without a value, all of them. */
export interface EventFilter {
  kinds?: EventKind[]
  since?: Date
  before?: Date
}

/** PostgreSQL gets the list of kinds as one text, which Knex does not take apart. */
const IN_FILTER = `kind = ANY (coalesce(?::text[], ARRAY[kind]))
  AND created_at >= coalesce(?::timestamptz, '-infinity')
  AND created_at < coalesce(?::timestamptz, 'infinity')`

function bindingsOf({ kinds, since, before }: EventFilter) {
  return [kinds ? `{${kinds.join()}}` : null, since ?? null, before ?? null]
}

export default class AccountEvent extends AccountEventSchema {
  declare kind: EventKind

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  static originOf = originOf

  /**
   * Records an event of a guest who typed the address of an account. A no-op for an address without one, in the same
   * statement, so that both take the same time.
   */
  static async recordFor(
    email: string,
    kind: EventKind,
    origin: EventOrigin,
    trx: TransactionClientContract
  ) {
    await trx.rawQuery(
      `INSERT INTO account_events (user_id, kind, ip_address, user_agent, created_at)
       SELECT id, :kind, :ipAddress, :userAgent, clock_timestamp() FROM users
       WHERE email = :email AND (email_confirmed_at IS NOT NULL OR confirmation_key IS NULL)`,
      { email, kind, ...origin } as Record<string, string>
    )
  }

  /** One page of an account's events, as plain rows: the list needs no models. */
  static async newest(
    userId: number,
    filter: EventFilter,
    { page, perPage }: { page: number; perPage: number }
  ) {
    const { rows } = await db.rawQuery(
      `SELECT id, kind, ip_address, user_agent, created_at FROM account_events
       WHERE user_id = ? AND ${IN_FILTER} ORDER BY id DESC LIMIT ? OFFSET ?`,
      [userId, ...bindingsOf(filter), perPage, (page - 1) * perPage] as never
    )
    return rows as AccountEventRow[]
  }

  /** The events before an event, for programs that read page by page: new events move nothing. */
  static async listBefore(
    userId: number,
    filter: EventFilter,
    { cursor, most }: { cursor?: string; most: number }
  ) {
    const { rows } = await db.rawQuery(
      `SELECT id, kind, ip_address, user_agent, created_at FROM account_events
       WHERE user_id = ? AND ${IN_FILTER} AND id < coalesce(?::bigint, 9223372036854775807)
       ORDER BY id DESC LIMIT ?`,
      [userId, ...bindingsOf(filter), cursor ?? null, most] as never
    )
    return rows as AccountEventRow[]
  }

  static async countOf(userId: number, filter: EventFilter) {
    const { rows } = await db.rawQuery(
      `SELECT count(*) AS total FROM account_events WHERE user_id = ? AND ${IN_FILTER}`,
      [userId, ...bindingsOf(filter)] as never
    )
    return Number(rows[0].total)
  }
}
