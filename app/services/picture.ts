import type { SharpConstructor, SharpOptions } from 'sharp'
import { createError } from '@adonisjs/core/exceptions'
import { readContainer } from '#services/picture_container'

export const E_PICTURE_DAMAGED = createError<[reason: string]>(
  'The picture cannot be read: %s',
  'E_PICTURE_DAMAGED',
  422
)

/** A part of a picture, in pixels of the picture as people see it. */
export interface Square {
  left: number
  top: number
  size: number
}

/** Memory and time for a picture grow with its pixels, whatever the size of its file. */
const MOST_PIXELS = 64_000_000

const QUALITY = 82

/**
 * Checks a file that somebody uploads. It reads the header of the picture, not its pixels.
 * @returns the fault, or null for a good picture
 */
export async function faultOf(bytes: Buffer) {
  const container = readContainer(bytes)
  if (!container) return 'pictureFormat'
  if (container.isAnimated) return 'pictureAnimated'

  const header = await pictureOf(bytes, { limitInputPixels: false })
    .then((picture) => picture.metadata())
    .catch(() => null)
  if (header?.format !== container.format) return 'pictureFormat'
  return header.width * header.height > MOST_PIXELS ? 'picturePixels' : null
}

/**
 * Makes a square WebP picture: turned as its camera says, without any metadata. Without a part, it takes the middle.
 * @throws E_PICTURE_DAMAGED
 */
export async function squarePicture(bytes: Uint8Array, size: number, part: Square | null) {
  try {
    return await square(bytes, size, part)
  } catch (error) {
    throw new E_PICTURE_DAMAGED([(error as Error).message], { cause: error })
  }
}

/** Whether all its pixels can be read. */
export async function isReadable(bytes: Buffer) {
  return fittingPicture(bytes, { width: 1, height: 1 }).then(
    () => true,
    () => false
  )
}

/**
 * Makes a PNG picture that keeps its shape and its transparency, and is at most so large, without any metadata.
 * @throws E_PICTURE_DAMAGED
 */
export async function fittingPicture(bytes: Uint8Array, size: { width: number; height: number }) {
  try {
    const picture = await pictureOf(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
    return await picture
      .autoOrient()
      .resize({ ...size, fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer()
  } catch (error) {
    throw new E_PICTURE_DAMAGED([(error as Error).message], { cause: error })
  }
}

async function square(bytes: Uint8Array, size: number, part: Square | null) {
  const picture = await pictureOf(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
  const { autoOrient } = await picture.metadata()
  return picture
    .autoOrient()
    .extract(areaOf(part ?? middleOf(autoOrient), autoOrient))
    .resize(size, size)
    .webp({ quality: QUALITY })
    .toBuffer()
}

function middleOf({ width, height }: { width: number; height: number }): Square {
  const size = Math.min(width, height)
  return { left: Math.floor((width - size) / 2), top: Math.floor((height - size) / 2), size }
}

/** A part that does not fit into the picture is moved into it. */
function areaOf(part: Square, { width, height }: { width: number; height: number }) {
  const size = clamp(part.size, 1, Math.min(width, height))
  const left = clamp(part.left, 0, width - size)
  return { left, top: clamp(part.top, 0, height - size), width: size, height: size }
}

function clamp(value: number, least: number, most: number) {
  return Math.min(Math.max(Math.round(value), least), most)
}

/** Loaded with the first picture, because libvips takes 23 MB of memory. */
async function pictureOf(bytes: Uint8Array, options: SharpOptions) {
  sharp ??= import('sharp').then((module) => restricted(module.default))
  return (await sharp)(bytes, options)
}

let sharp: Promise<SharpConstructor> | undefined

/** libvips also reads SVG, PDF, GIF and many more. Nothing that people upload may reach those parts. */
function restricted(module: SharpConstructor) {
  module.block({ operation: ['VipsForeignLoad'] })
  module.unblock({
    operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'],
  })
  module.cache(false)
  return module
}
