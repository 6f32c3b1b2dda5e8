import { createHash, randomBytes } from 'node:crypto'

/**
 * The token of a link in a mail: 144 random bits in 24 characters. Store only its hash, so that nobody who reads the
 * database can use the link.
 */
export function createLinkToken() {
  const token = randomBytes(18).toString('base64url')
  return { token, hash: hashOfLinkToken(token) }
}

export function hashOfLinkToken(token: string) {
  return createHash('sha256').update(token).digest('hex')
}
