import { DateTime } from 'luxon'
import string from '@adonisjs/core/helpers/string'
import db from '@adonisjs/lucid/services/db'
import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import timeouts from '#config/timeouts'
import { ImpersonationSchema } from '#database/schema'
import AccountEvent, { type EventKind, type EventOrigin } from '#models/account_event'
import User from '#models/user'
import Impersonated from '#notifications/impersonated'
import { notify } from '#services/notify'

/** `forbidden`: one of the two accounts has changed, so the rules do not allow it any more. */
export type Ending = 'stopped' | 'logged_out' | 'expired' | 'forbidden'

interface Wish {
  reason: string
  mayAct: boolean
}

/** The owner does not see the address of the staff. */
const NOWHERE: EventOrigin = { ipAddress: null, userAgent: null }

/** How many of an account a page shows. */
const LATEST = 5

/** The time in which a member of the staff, the actor, uses the account of a person. See docs/impersonation.md. */
export default class Impersonation extends ImpersonationSchema {
  declare ending: Ending | null

  @belongsTo(() => User, { foreignKey: 'actorId' })
  declare actor: BelongsTo<typeof User>

  @belongsTo(() => User, { foreignKey: 'personId' })
  declare person: BelongsTo<typeof User>

  /** Both accounts have it in their activity, and the person is told. */
  static async start(actor: User, person: User, wish: Wish, origin: EventOrigin) {
    const startedAt = DateTime.now()
    const expiresAt = startedAt.plus({ seconds: string.seconds.parse(timeouts.impersonation) })
    const row = { ...wish, actorId: actor.id, personId: person.id, startedAt, expiresAt }

    return db.transaction(async (trx) => {
      const impersonation = await this.create(row, { client: trx })
      await impersonation.#record('impersonation_started', actor.id, origin, trx)
      const kind = wish.mayAct ? 'used_by_staff' : 'viewed_by_staff'
      await impersonation.#record(kind, person.id, NOWHERE, trx)
      await notify(person.useTransaction(trx), new Impersonated({ mayAct: wish.mayAct }))
      return impersonation
    })
  }

  /** With its person, also if it has ended. */
  static findOf(actor: User, id: number) {
    return this.query().where({ id, actorId: actor.id }).preload('person').first()
  }

  /** The latest that the account was part of, with the names of both. */
  static async latestOf({ id }: User) {
    return this.query()
      .leftJoin('users as actors', 'actors.id', 'actor_id')
      .join('users as persons', 'persons.id', 'person_id')
      .select('impersonations.*', 'actors.name as actor_name', 'persons.name as person_name')
      .where((query) => query.where('actor_id', id).orWhere('person_id', id))
      .orderBy('impersonations.id', 'desc')
      .limit(LATEST)
  }

  /** For browsers that have not come back. */
  static async endExpired() {
    const expired = await this.query().whereNull('endedAt').where('expiresAt', '<=', new Date())
    for (const impersonation of expired) await impersonation.end('expired', NOWHERE)
  }

  get isExpired() {
    return this.expiresAt <= DateTime.now()
  }

  get secondsLeft() {
    return Math.max(0, Math.ceil(this.expiresAt.diffNow('seconds').seconds))
  }

  /** Only the first of several ends counts. */
  async end(ending: Ending, origin: EventOrigin) {
    const endedAt = DateTime.min(DateTime.now(), this.expiresAt)
    await db.transaction(async (trx) => {
      const open = trx.from(Impersonation.table).where('id', this.id).whereNull('ended_at')
      const count = await open.update({ ended_at: endedAt.toJSDate(), ending })
      if (Number(count) === 0) return

      if (this.actorId) await this.#record('impersonation_ended', this.actorId, origin, trx)
      await this.#record('left_by_staff', this.personId, NOWHERE, trx)
    })
  }

  async #record(
    kind: EventKind,
    userId: number,
    origin: EventOrigin,
    client: TransactionClientContract
  ) {
    const event = { kind, userId, impersonationId: this.id, ...origin }
    await AccountEvent.create(event, { client })
  }
}
