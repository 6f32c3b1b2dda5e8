import { BaseTransformer } from '@adonisjs/core/transformers'
import type AccountEvent from '#models/account_event'

export default class AccountEventTransformer extends BaseTransformer<AccountEvent> {
  toObject() {
    return this.pick(this.resource, ['id', 'kind', 'ipAddress', 'userAgent', 'createdAt'])
  }
}
