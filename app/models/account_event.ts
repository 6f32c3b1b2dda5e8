import db from '@adonisjs/lucid/services/db'
import { beforeCreate, belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AccountEventSchema } from '#database/schema'
import { originOf, type ClientOrigin } from '#http/account/client_origin'
import { listing } from '#lists/main'
import { currentOrigin } from '#queue/origin'
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
  'groups_changed',
  'invitation_accepted',
  'profile_changed',
  'factor_required',
  'factor_not_required',
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
  'list_exported',
  'list_downloaded',
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
  'viewed_by_staff',
  'used_by_staff',
  'left_by_staff',
  'impersonation_started',
  'impersonation_ended',
  'setting_changed',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** The client that caused an event. */
export type EventOrigin = ClientOrigin

/** Of a changed setting: its name, and its value before and after. */
export interface EventDetails {
  setting: string
  from: unknown
  to: unknown
}

/** Of some kinds, from `since` (included) to `before` (excluded). Without a value, all of them. */
interface EventFilter {
  kinds?: EventKind[]
  since?: Date
  before?: Date
}

interface Part {
  /** The id of an event. */
  cursor?: string
  most: number
}

/** The account that the owner of the event has used as a member of the staff. */
const IMPERSONATED = `(
  SELECT json_build_object('name', users.name, 'reason', reason)
  FROM impersonations JOIN users ON users.id = person_id
  WHERE impersonations.id = impersonation_id AND actor_id = user_id) AS impersonated`

export default class AccountEvent extends AccountEventSchema {
  declare kind: EventKind
  declare details: EventDetails | null

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  static list = listing(() => AccountEvent, {
    sorts: ['createdAt'],
    sort: '-createdAt',
    with: (query) => query.select('*', db.raw(IMPERSONATED)),
    filters: {
      user: (query, user: User) => query.where('userId', user.id),
      kind: (query, kind: EventKind) => query.where('kind', kind),
      since: (query, moment: Date) => query.where('createdAt', '>=', moment),
      before: (query, moment: Date) => query.where('createdAt', '<', moment),
    },
  })

  static originOf = originOf

  /** The owner does not see the address of the staff. */
  @beforeCreate()
  static noteImpersonation(event: AccountEvent) {
    const { actor, impersonation } = currentOrigin()
    if (!impersonation || String(event.userId) === actor || event.impersonationId) return
    event.merge({ impersonationId: Number(impersonation), ipAddress: null, userAgent: null })
  }

  /** Only rows of the list have it. */
  get impersonated() {
    return this.$extras.impersonated as { name: string; reason: string } | null | undefined
  }

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

  /** The newest events, or those before an event, for programs that read page by page: new events move nothing. */
  static async newest(userId: number, filter: EventFilter, { cursor, most }: Part) {
    const query = this.query().where('userId', userId).orderBy('id', 'desc').limit(most)
    if (filter.kinds) query.whereIn('kind', filter.kinds)
    if (filter.since) query.where('createdAt', '>=', filter.since)
    if (filter.before) query.where('createdAt', '<', filter.before)
    if (cursor) query.whereRaw('id < ?::bigint', [cursor])
    return query
  }
}
