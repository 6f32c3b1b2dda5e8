import type { JobCall } from '#queue/main'
import type { Translator } from '#i18n/translate'

export const CHANNELS = ['app', 'mail'] as const
export type Channel = (typeof CHANNELS)[number]

/** Small values that JSON keeps: ids, names, counts, moments as ISO 8601. */
export type NotificationData = Record<string, string | number | boolean | null>

/** The channels that a person has chosen, by kind. A kind without a choice has its own defaults. */
export type NotificationChoices = Record<string, Partial<Record<Channel, boolean>>>

export type NotificationClass = Omit<typeof AppNotification, 'prototype'> & {
  new (data: never): AppNotification
}

interface Recipient {
  notificationChoices: NotificationChoices | null
}

/**
 * A notification of a member. `notify` of app/services/notify.ts stores it for the list in the app and sends it by
 * mail, each if the member wants it. The row has only the kind and the data: the text is written when it is read, in
 * the reader's language.
 */
export abstract class AppNotification<Data extends object = NotificationData> {
  /** The name of the file. Rows have it, so it never changes. */
  static kind: string

  /** The mail of a security notification cannot be switched off. */
  static isSecurity = false

  /** The channels it can have, each with the choice of a person who has made none. */
  static channels: Partial<Record<Channel, boolean>> = { app: true, mail: true }

  static offers(channel: Channel) {
    return channel in this.channels
  }

  static isFixed(channel: Channel) {
    return channel === 'mail' && this.isSecurity
  }

  static isWantedBy({ notificationChoices: choices }: Recipient, channel: Channel) {
    if (!this.offers(channel)) return false
    if (this.isFixed(channel)) return true
    return choices?.[this.kind]?.[channel] ?? this.channels[channel]!
  }

  /** The choices that a form with the chosen kinds of each channel makes for this kind. */
  static choicesFrom(chosen: Partial<Record<Channel, string[]>>) {
    const open = CHANNELS.filter((channel) => this.offers(channel) && !this.isFixed(channel))
    return Object.fromEntries(
      open.map((channel) => [channel, Boolean(chosen[channel]?.includes(this.kind))])
    )
  }

  constructor(readonly data: Data) {}

  abstract write(t: Translator): { title: string; text: string }

  /** The page that the notification leads to: a path of the app. */
  get path(): string | undefined {
    return undefined
  }

  /** The job that sends a mail of its own, instead of the one with the title and the text. */
  mailFor(_userId: number): JobCall | undefined {
    return undefined
  }
}
