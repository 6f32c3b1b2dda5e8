import vine from '@vinejs/vine'
import { codeText } from '#http/account/one_time_codes'

const asCode = vine.createRule((value, _options, field) => {
  if (typeof value === 'string') field.mutate(codeText(value), field)
})

/** The digits of a code, however they were typed. */
export const oneTimeCode = () => vine.string().maxLength(32).use(asCode())
