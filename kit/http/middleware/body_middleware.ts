import type { IncomingMessage } from 'node:http'
import BodyParserMiddleware from '@adonisjs/core/bodyparser_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { bodyParserConfig } from '#http/config'
import { checkUrlencoded } from '#http/input/field_names'
import { UploadFolder } from '#http/input/upload_folder'
import { E_INPUT_REFUSED } from '#http/input_exceptions'

type HttpError = NodeJS.ErrnoException & { status?: number }

const { multipart } = bodyParserConfig
const parser = new BodyParserMiddleware({
  ...bodyParserConfig,
  multipart: { ...multipart, autoProcess: false },
})

/**
 * The body parser of AdonisJS with three differences: a malformed body is the client's error, only routes that accept
 * files store them on disk, and all stored files are deleted afterwards. See docs/decisions/0014-input-limits.md.
 */
export default class BodyMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const uploads = new UploadFolder()
    try {
      await this.#read(ctx, uploads)
      return await next()
    } finally {
      await uploads.dispose()
    }
  }

  async #read(ctx: HttpContext, uploads: UploadFolder) {
    const { request } = ctx
    try {
      if (request.header('content-encoding')) outliveDecompression(request.request)
      await parser.handle(ctx, async () => {})
      if (request.bodyType === 'multipart') await this.#readParts(ctx, uploads)
      if (request.bodyType === 'urlencoded') checkUrlencoded(request.raw() ?? '')
    } catch (error) {
      throw isOurs(error as HttpError)
        ? error
        : new E_INPUT_REFUSED(['its body is malformed'], { cause: error })
    }
  }

  async #readParts({ request, route }: HttpContext, uploads: UploadFolder) {
    const { autoProcess, processManually } = multipart
    const { pattern } = route!
    if (processManually.includes(pattern)) return

    const takesFiles = Array.isArray(autoProcess) ? autoProcess.includes(pattern) : autoProcess
    if (takesFiles) await uploads.receive(request.multipart)
    await request.multipart.process()
  }
}

/**
 * Ignores late errors of the decompression: the body's reader has stopped listening by then, so they would end the
 * process.
 */
function outliveDecompression(request: IncomingMessage) {
  const { pipe } = request
  request.pipe = (destination, options) => {
    destination.on('error', () => {})
    return pipe.call(request, destination, options) as typeof destination
  }
}

/** Errors that have their own status, and disk errors. All others mean that the body is malformed. */
function isOurs({ status, syscall }: HttpError) {
  return (status !== undefined && status !== 500) || syscall !== undefined
}
