import { randomBytes } from 'node:crypto'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * Creates a UUID of version 7. It is unique across brokers, and sorted by dispatch time, which keeps indexes efficient.
 * @see https://www.rfc-editor.org/rfc/rfc9562#section-5.7
 */
export function createJobId(now = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

export function isJobId(text: string) {
  return UUID.test(text)
}
