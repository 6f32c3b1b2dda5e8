import vine from '@vinejs/vine'
import { notifications } from '#generated/notifications'

const kinds = Object.keys(notifications)

export const readNotificationValidator = vine.create({ follows: vine.boolean().optional() })

/** The kinds that are switched on. A list without any is not sent. */
export const updateNotificationChoicesValidator = vine.create({
  app: vine.array(vine.enum(kinds)).distinct().optional(),
  mail: vine.array(vine.enum(kinds)).distinct().optional(),
})
