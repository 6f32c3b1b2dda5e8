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
 * The body parser of AdonisJS, except that a body which cannot be read is the client's error, that only the routes which
 * take files have them on disk, and that nothing of them stays there. See docs/decisions/0014-input-limits.md.
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
 * The body's reader stops listening once it has its answer, and an error of the decompression after that would end
 * the process.
 */
function outliveDecompression(request: IncomingMessage) {
  const { pipe } = request
  request.pipe = (destination, options) => {
    destination.on('error', () => {})
    return pipe.call(request, destination, options) as typeof destination
  }
}

/** Errors with a status of their own, and errors of the disk. All others are about the body. */
function isOurs({ status, syscall }: HttpError) {
  return (status !== undefined && status !== 500) || syscall !== undefined
}
