import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import type { HttpRequest } from '@adonisjs/core/http'
import { AccountEventSchema } from '#database/schema'
import User from '#models/user'

/** What can happen to an account. Each kind has its text under `dashboard.events`. */
const EVENT_KINDS = ['signed_up', 'confirmed', 'signed_in', 'signed_out'] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/** Where an event came from. */
export interface EventOrigin {
  ipAddress: string | null
  userAgent: string | null
}

export default class AccountEvent extends AccountEventSchema {
  declare kind: EventKind

  @belongsTo(() => User)
  declare user: BelongsTo<typeof User>

  static originOf(request: HttpRequest): EventOrigin {
    return {
      ipAddress: request.ip(),
      userAgent: request.header('user-agent')?.slice(0, 255) ?? null,
    }
  }
}
