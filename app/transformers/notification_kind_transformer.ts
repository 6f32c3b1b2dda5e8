import { BaseTransformer } from '@adonisjs/core/transformers'
import type { Channel, NotificationClass } from '#notifications/app_notification'
import type User from '#models/user'
import type { PlainMessageKey } from '#generated/messages'
import type { Translator } from '#i18n/translate'

/** A row of the table in the settings. */
export default class NotificationKindTransformer extends BaseTransformer<NotificationClass> {
  constructor(
    type: NotificationClass,
    private user: User,
    private t: Translator
  ) {
    super(type)
  }

  toObject() {
    const { kind } = this.resource
    const label = this.t(`notification_kinds.${kind}.name` as PlainMessageKey)
    return { kind, label, app: this.#choice('app'), mail: this.#choice('mail') }
  }

  /** Undefined if the kind does not have this channel. */
  #choice(channel: Channel) {
    if (!this.resource.offers(channel)) return undefined
    const isOn = this.resource.isWantedBy(this.user, channel)
    return { isOn, isFixed: this.resource.isFixed(channel) }
  }
}
