import vine from '@vinejs/vine'
import apiConfig from '#config/api'
import { listed } from '#validators/rules/listed'
import { singleLine } from '#validators/rules/single_line'

export const createAccessTokenValidator = vine.create({
  tokenName: vine.string().trim().minLength(1).maxLength(64).use(singleLine()),
  abilities: vine.array(vine.enum(apiConfig.abilities)).parse(listed).minLength(1).distinct(),
  lifetime: vine.enum(apiConfig.lifetimes),
})
