import { createHash, randomBytes } from 'node:crypto'

/**
 * The token of a link in a mail: 128 random bits in 32 digits of base 16, because mail programs may leave a sign at the
 * end out of a link. Store only its hash, so that nobody who reads the database can use the link.
 */
export function createLinkToken() {
  const token = randomBytes(16).toString('hex')
  return { token, hash: hashOfLinkToken(token) }
}

export function hashOfLinkToken(token: string) {
  return createHash('sha256').update(token).digest('hex')
}
