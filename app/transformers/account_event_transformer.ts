import { BaseTransformer } from '@adonisjs/core/transformers'
import type { EventKind } from '#models/account_event'

/** A row of `account_events`: the list needs no models. */
export interface AccountEventRow {
  id: number
  kind: EventKind
  ip_address: string | null
  user_agent: string | null
  created_at: Date
}

export default class AccountEventTransformer extends BaseTransformer<AccountEventRow> {
  toObject() {
    const { id, kind, ip_address: ipAddress, user_agent: userAgent } = this.resource
    return { id, kind, ipAddress, userAgent, createdAt: this.resource.created_at.toISOString() }
  }
}
