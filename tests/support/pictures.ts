import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** A picture whose left half is red and whose right half is blue. */
export function halves(width: number, height: number) {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const }
  const red = { create: { ...half, background: '#ff0000' } }
  return sharp({ create: { ...half, width, background: '#0000ff' } }).composite([
    { input: red, left: 0, top: 0 },
  ])
}

/** The colour of a pixel, as whole numbers from 0 to 255. */
export async function colorAt(picture: Uint8Array, left: number, top: number) {
  const { data } = await sharp(picture)
    .removeAlpha()
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return [...data]
}

/** A PNG that says to have this size: a bomb needs few bytes. */
export async function pngOfSize(width: number, height: number) {
  const png = await halves(8, 8).png().toBuffer()
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
  return png
}

/** A PNG with a chunk of an animation before its pixels. */
export async function animatedPng() {
  const png = await halves(8, 8).png().toBuffer()
  const chunk = Buffer.alloc(20)
  chunk.writeUInt32BE(8, 0)
  chunk.write('acTL', 4)
  chunk.writeUInt32BE(2, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 16)), 16)
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
}

/** Two frames, one black and one white. */
export function animatedWebp() {
  const frame = 8 * 8 * 3
  const raw = { width: 8, height: 16, channels: 3 as const, pageHeight: 8 }
  return sharp(Buffer.concat([Buffer.alloc(frame), Buffer.alloc(frame, 255)]), { raw })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
}
