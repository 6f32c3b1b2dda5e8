import { BaseTransformer } from '@adonisjs/core/transformers'
import type User from '#models/user'

/** An account as the staff sees it. */
export default class AccountTransformer extends BaseTransformer<User> {
  toObject() {
    const { createdAt, deletesAt } = this.resource
    return {
      ...this.forList(),
      ...this.pick(this.resource, ['state', 'jobTitle', 'isStaff', 'isDisabled', 'isBeingDeleted']),
      ...this.pick(this.resource, ['hasSecondFactor', 'mustHaveSecondFactor']),
      createdAt: createdAt.toISO()!,
      deletesAt: deletesAt?.toISO() ?? null,
    }
  }

  forList() {
    return this.pick(this.resource, ['id', 'name', 'email'])
  }
}
