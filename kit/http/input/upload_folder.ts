import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { HttpRequest } from '@adonisjs/core/http'

type Multipart = HttpRequest['multipart']

/**
 * The files of one request, in a folder of their own under the system's temporary one. Whatever is still in it when the
 * request has been answered goes with the folder, half-written files of a request that was aborted too.
 */
export class UploadFolder {
  #path?: string

  /** Has the files of a body written here when it is read. */
  async receive(multipart: Multipart) {
    this.#path = await mkdtemp(join(tmpdir(), 'easystart-upload-'))
    multipart.onFile('*', { deferValidations: true }, async (part, report) => {
      const tmpPath = join(this.#path!, crypto.randomUUID())
      part.pause()
      part.on('data', report)
      try {
        await pipeline(part, createWriteStream(tmpPath))
      } catch (error) {
        multipart.abort(error)
      }
      return { tmpPath }
    })
  }

  async dispose() {
    if (this.#path) await rm(this.#path, { recursive: true, force: true, maxRetries: 5 })
  }
}
