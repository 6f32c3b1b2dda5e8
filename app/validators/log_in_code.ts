import vine from '@vinejs/vine'
import { recipient } from '#validators/auth'
import { oneTimeCode } from '#validators/rules/one_time_code'

export const createLogInCodeValidator = vine.create({
  email: recipient(),
})

export const createLogInCodeCheckValidator = vine.create({
  code: oneTimeCode(),
  remember: vine.boolean().optional(),
})
