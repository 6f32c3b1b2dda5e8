import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { NotificationSchema } from '#database/schema'
import { notifications } from '#generated/notifications'
import { tellAccounts } from '#http/live/channel'
import type {
  AppNotification,
  NotificationClass,
  NotificationData,
} from '#notifications/app_notification'
import User from '#models/user'

/** A row of `notifications`: the list needs no models. */
export interface NotificationRow {
  id: number
  kind: string
  data: NotificationData
  read_at: Date | null
  created_at: Date
}

/** The topic of the messages to open pages. They ask for the news themselves. */
const TOPIC = 'notifications'

export default class Notification extends NotificationSchema {
  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  /** All kinds, in the order of their names. */
  static async kinds() {
    const modules = await Promise.all(Object.values(notifications).map((load) => load()))
    return modules.map(({ default: type }) => type as unknown as NotificationClass)
  }

  /** @returns null for a kind that this release does not have */
  static async revive(kind: string, data: NotificationData): Promise<AppNotification | null> {
    if (!Object.hasOwn(notifications, kind)) return null
    const { default: type } = await notifications[kind as keyof typeof notifications]()
    return new (type as unknown as NotificationClass)(data as never)
  }

  static async add(
    users: { id: number }[],
    kind: string,
    data: object,
    trx: TransactionClientContract
  ) {
    const ids = users.map(({ id }) => id)
    await trx.rawQuery(
      `INSERT INTO notifications (user_id, kind, data, created_at)
       SELECT id, ?, ?::jsonb, ?::timestamptz FROM unnest(?::int[]) AS id`,
      [kind, JSON.stringify(data), new Date(), ids]
    )
    await tellAccounts(ids, TOPIC, trx)
  }

  static async newest(userId: number, { page, perPage }: { page: number; perPage: number }) {
    const { rows } = await db.rawQuery(
      `SELECT id, kind, data, read_at, created_at FROM notifications
       WHERE user_id = ? ORDER BY id DESC LIMIT ? OFFSET ?`,
      [userId, perPage, (page - 1) * perPage]
    )
    return rows as NotificationRow[]
  }

  static async countsOf(userId: number) {
    const { rows } = await db.rawQuery(
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE read_at IS NULL)::int AS unread
       FROM notifications WHERE user_id = ?`,
      [userId]
    )
    return rows[0] as { total: number; unread: number }
  }

  /** The number of unread notifications, and the newest of them. */
  static async newsOf(userId: number) {
    const { rows } = await db.rawQuery(
      `SELECT id, kind, data, read_at, created_at, count(*) OVER ()::int AS unread
       FROM notifications WHERE user_id = ? AND read_at IS NULL ORDER BY id DESC LIMIT 1`,
      [userId]
    )
    const [newest] = rows as (NotificationRow & { unread: number })[]
    return { unread: newest?.unread ?? 0, newest }
  }

  /**
   * Marks it as read, once.
   * @returns null if the member has no such notification
   */
  static async markRead(userId: number, id: number) {
    const own = { id, user_id: userId }
    const [updated] = await db
      .from(this.table)
      .where(own)
      .whereNull('read_at')
      .update({ read_at: new Date() }, ['kind', 'data'])
    if (updated) await tellAccounts([userId], TOPIC)

    const row: NotificationRow | null = updated ?? (await db.from(this.table).where(own).first())
    const notification = row && (await this.revive(row.kind, row.data))
    return row && { path: notification?.path }
  }

  static async markAllRead(userId: number) {
    const marked = await db
      .from(this.table)
      .where('user_id', userId)
      .whereNull('read_at')
      .update({ read_at: new Date() }, ['id'])
    if (marked.length > 0) await tellAccounts([userId], TOPIC)
  }
}
