import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { HttpRequest } from '@adonisjs/core/http'

type Multipart = HttpRequest['multipart']

/**
 * The uploaded files of one request, in their own temporary folder. The folder and its remaining files are deleted
 * after the response, including partial files of an aborted request.
 */
export class UploadFolder {
  #path?: string

  /** Stores the files of a body here when it is read. */
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
