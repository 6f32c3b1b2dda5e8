type Format = 'png' | 'jpeg' | 'webp'

interface Container {
  format: Format
  isAnimated: boolean
  /** The position behind the picture's last byte. Undefined for JPEG, which phones append a film to. */
  end?: number
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])

/** The beginning of a document or of a program: another program would read the file as that. */
const FOREIGN = /<(?:script|svg|html|head|body|iframe|!doctype|!entity|\?php)|%pdf-\d/i

/** The end of the list of files in a ZIP archive. */
const ARCHIVE = 'PK\x05\x06'

/**
 * Reads the structure of a picture, without its pixels. The formats are told by their content, never by a name.
 * @returns null for a file of another format, or one that is a picture and something else at once
 */
export function readContainer(bytes: Buffer): Container | null {
  const container = containerOf(bytes)
  if (!container || bytes.includes(ARCHIVE)) return null
  if (FOREIGN.test(bytes.toString('latin1'))) return null
  return (container.end ?? bytes.length) === bytes.length ? container : null
}

function containerOf(bytes: Buffer): Container | null {
  if (bytes.subarray(0, 8).equals(PNG)) return png(bytes)
  if (bytes.subarray(0, 3).equals(JPEG)) return { format: 'jpeg', isAnimated: false }
  const isWebp = textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP'
  return isWebp ? webp(bytes) : null
}

/** @see https://www.w3.org/TR/png-3/#5Chunk-layout */
function png(bytes: Buffer): Container | null {
  let isAnimated = false
  for (let at = PNG.length; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = textAt(bytes, at + 4)
    if (type === 'acTL') isAnimated = true
    if (type === 'IEND') return { format: 'png', isAnimated, end: at + 12 }
  }
  return null
}

/** @see https://developers.google.com/speed/webp/docs/riff_container */
function webp(bytes: Buffer): Container | null {
  if (bytes.length < 21) return null
  const size = bytes.readUInt32LE(4)
  const isAnimated = textAt(bytes, 12) === 'VP8X' && (bytes[20] & 0b10) !== 0
  return { format: 'webp', isAnimated, end: 8 + size + (size % 2) }
}

function textAt(bytes: Buffer, at: number) {
  return bytes.toString('latin1', at, at + 4)
}
