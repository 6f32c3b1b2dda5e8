import { BaseTransformer } from '@adonisjs/core/transformers'
import type Invitation from '#models/invitation'

export default class InvitationTransformer extends BaseTransformer<Invitation> {
  toObject() {
    const { inviter, expiresAt } = this.resource
    return {
      ...this.pick(this.resource, ['id', 'email', 'name', 'isExpired']),
      inviter: inviter.name,
      expiresAt: expiresAt.toISO()!,
    }
  }
}
