import { safeEqual } from '@adonisjs/core/helpers'
import { keyRing } from '#keys/key_ring'

/** 16 bytes in base64url. */
const UUID_CHARACTERS = 22

/** 131 bits. RFC 2104 asks for at least half of the signature, which is 128 bits. */
const SIGNATURE_CHARACTERS = 22

/**
 * A UUID with its signature in 44 characters, for links that people read and copy. A signed URL has more than 200.
 */
export function signUuid(uuid: string, purpose: string) {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex')
  return bytes.toString('base64url') + signaturesOf(uuid, purpose)[0]
}

/**
 * @returns the UUID, or null if the token was not made by signUuid for this purpose
 */
export function unsignUuid(token: string, purpose: string) {
  const uuid = uuidFrom(token.slice(0, UUID_CHARACTERS))
  const signature = token.slice(UUID_CHARACTERS)
  return signaturesOf(uuid, purpose).some((one) => safeEqual(signature, one)) ? uuid : null
}

function uuidFrom(text: string) {
  const hex = Buffer.from(text, 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** One for each key of the app, the current key first. */
function signaturesOf(uuid: string, purpose: string) {
  return keyRing.map((key) => {
    const signed = key.getMessageVerifier().sign(uuid.toLowerCase(), undefined, purpose)
    // Mail programs may leave a sign at the end out of a link.
    return signed.split('.')[1].replace(/[-_]/g, '').slice(0, SIGNATURE_CHARACTERS)
  })
}
