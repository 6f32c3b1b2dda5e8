import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, pack } from 'tar-stream'
import type { Disk } from '@adonisjs/drive'
import { isMissing, storageFailure } from '#backups/storage_failure'

const FILES = 'The storage of the files'

/** The files of a disk as a tar. It reads them one by one, so its memory does not grow with them. */
export class FileArchive {
  /** The number of files so far. */
  count = 0

  constructor(private disk: Disk) {}

  read(): Readable {
    const tar = pack()
    this.#pack(tar).then(
      () => tar.finalize(),
      (error) => tar.destroy(storageFailure(error, FILES))
    )
    return Readable.from(tar)
  }

  /** Writes the files of the archive to the disk. Others stay. */
  async restore(content: Readable) {
    const tar = extract()
    const writing = this.#restoreAll(tar)
    await Promise.all([pipeline(content, tar), writing])
  }

  async #restoreAll(tar: ReturnType<typeof extract>) {
    for await (const entry of tar) {
      const parts: Buffer[] = []
      for await (const chunk of entry) parts.push(chunk as Buffer)
      await this.#write(entry.header.name, Buffer.concat(parts))
      this.count++
    }
  }

  async #pack(tar: ReturnType<typeof pack>) {
    for await (const key of this.#keys()) {
      const size = await this.#sizeOf(key)
      if (size === undefined) continue
      const entry = tar.entry({ name: key, size })
      await pipeline(await this.disk.getStream(key), entry)
      this.count++
    }
  }

  async #write(key: string, content: Buffer) {
    try {
      await this.disk.put(key, content)
    } catch (error) {
      throw storageFailure(error, FILES)
    }
  }

  /** Somebody may remove a file while the backup is made. */
  async #sizeOf(key: string) {
    try {
      const { contentLength } = await this.disk.getMetaData(key)
      return contentLength
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  async *#keys(token?: string): AsyncGenerator<string> {
    const page = await this.disk.listAll('/', { recursive: true, paginationToken: token })
    for (const object of page.objects) if (object.isFile) yield object.key
    if (page.paginationToken) yield* this.#keys(page.paginationToken)
  }
}
