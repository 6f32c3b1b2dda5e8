import vine from '@vinejs/vine'
import { singleLine } from '#validators/rules/single_line'

/** In characters of base64url: longer than any answer of a device. */
const LONGEST = 16_000

const bytes = () => vine.string().maxLength(LONGEST)

/** The answer of a browser, as @simplewebauthn/browser sends it. */
const answer = { id: bytes(), rawId: bytes(), type: vine.literal('public-key') }

const credential = () =>
  vine.object({
    ...answer,
    clientExtensionResults: vine.object({}).optional(),
    response: vine.object({
      clientDataJSON: bytes(),
      authenticatorData: bytes(),
      signature: bytes(),
      userHandle: bytes().optional(),
    }),
  })

const passkeyName = () => vine.string().trim().minLength(1).maxLength(64).use(singleLine())

export const updatePasskeyValidator = vine.create({ name: passkeyName() })

export const createPasskeyValidator = vine.create({
  name: passkeyName(),
  credential: vine.object({
    ...answer,
    clientExtensionResults: vine.object({}).optional(),
    response: vine.object({
      clientDataJSON: bytes(),
      attestationObject: bytes(),
      transports: vine.array(vine.string().maxLength(32)).maxLength(10).optional(),
    }),
  }),
})

export const createPasskeyChallengeValidator = vine.create({
  purpose: vine.enum(['log_in', 'second_factor', 'identity'] as const),
})

export const createPasskeySessionValidator = vine.create({
  credential: credential(),
  remember: vine.boolean().optional(),
})

export const createPasskeyCheckValidator = vine.create({
  credential: credential(),
})
