import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Disk } from '@adonisjs/drive'
import { BackupFailed } from '#backups/errors'
import { MANIFEST, type Manifest, type StoredObject } from '#backups/manifest'

/** Some services accept no larger object in one request than 5 GB, and a part is on this machine's disk meanwhile. */
const PART_BYTES = 1024 ** 3

const NAME = /^\d{8}T\d{6}Z-[0-9a-f]{4}$/

export interface Backup {
  /** The time of its snapshot in UTC, with four letters that tell two of one second apart. */
  name: string
  /** Absent while it is written, and for ever if that was interrupted. */
  manifest?: Manifest
}

/** The backups of a disk: a folder for each one. */
export class BackupStore {
  constructor(
    private disk: Disk,
    private partBytes = PART_BYTES
  ) {}

  /** Newest first. */
  async list(): Promise<Backup[]> {
    const { objects } = await this.disk.listAll('/', { recursive: false }).catch(nothingYet)
    const names = [...objects].filter(({ isDirectory }) => isDirectory).map(({ name }) => name)
    const known = names
      .filter((name) => NAME.test(name))
      .sort()
      .reverse()
    return Promise.all(known.map(async (name) => ({ name, manifest: await this.#read(name) })))
  }

  /**
   * @param name `latest`, or a name of `list`
   * @throws BackupFailed
   */
  async find(name: string): Promise<Required<Backup>> {
    const all = await this.list()
    const complete = all.filter((backup): backup is Required<Backup> => Boolean(backup.manifest))
    if (name === 'latest') {
      if (complete.length > 0) return complete[0]
      throw new BackupFailed('There is no backup yet. Make one: node ace backup:create')
    }
    const found = complete.find((backup) => backup.name === name)
    if (found) return found
    throw new BackupFailed(
      all.some((backup) => backup.name === name)
        ? `The backup ${name} is not complete: it was interrupted. Choose another one of node ace backup:list`
        : `There is no backup ${name}. node ace backup:list shows all`
    )
  }

  /** Stores a stream as parts. */
  async put(backup: string, name: StoredObject['name'], content: Readable): Promise<StoredObject> {
    const folder = await mkdtemp(join(tmpdir(), 'backup-'))
    const parts: StoredObject['parts'] = []
    try {
      for await (const part of this.#parts(content, folder)) {
        const key = `${backup}/${name}.${String(parts.length).padStart(4, '0')}`
        await this.disk.moveFromFs(part.path, key)
        parts.push({ key, bytes: part.bytes, sha256: part.sha256 })
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    return { name, parts }
  }

  async complete(backup: string, manifest: Manifest) {
    await this.disk.put(`${backup}/${MANIFEST}`, JSON.stringify(manifest, null, 2))
  }

  /**
   * The content of an object, with each part checked.
   * @throws BackupFailed from the stream
   */
  content({ parts }: StoredObject): Readable {
    const { disk } = this
    return Readable.from(
      (async function* read() {
        for (const { key, bytes, sha256 } of parts) {
          const hash = createHash('sha256')
          let size = 0
          for await (const chunk of chunksOf(disk, key)) {
            hash.update(chunk)
            size += chunk.length
            yield chunk
          }
          if (size !== bytes || hash.digest('hex') !== sha256) {
            throw new BackupFailed(`${key} has changed since it was written. Use another backup`)
          }
        }
      })(),
      { objectMode: false }
    )
  }

  async remove(backup: string) {
    await this.disk.deleteAll(backup)
  }

  async #read(name: string): Promise<Manifest | undefined> {
    try {
      return JSON.parse(await this.disk.get(`${name}/${MANIFEST}`)) as Manifest
    } catch {
      return undefined
    }
  }

  async *#parts(content: Readable, folder: string) {
    const path = join(folder, 'part')
    let part = newPart(path)
    for await (const piece of pieces(content, this.partBytes)) {
      if (part.bytes + piece.length > this.partBytes) {
        yield await part.end()
        part = newPart(path)
      }
      await part.write(piece)
    }
    yield await part.end()
  }
}

function newPart(path: string) {
  const file = createWriteStream(path, { mode: 0o600 })
  const hash = createHash('sha256')
  return {
    bytes: 0,
    async write(piece: Buffer) {
      this.bytes += piece.length
      hash.update(piece)
      if (!file.write(piece)) await once(file, 'drain')
    },
    async end() {
      file.end()
      await finished(file)
      return { path, bytes: this.bytes, sha256: hash.digest('hex') }
    },
  }
}

/** Chunks that are no longer than a part. */
async function* pieces(content: Readable, most: number) {
  for await (const chunk of content as AsyncIterable<Uint8Array>) {
    const buffer = Buffer.from(chunk)
    for (let at = 0; at < buffer.length; at += most) yield buffer.subarray(at, at + most)
  }
}

async function* chunksOf(disk: Disk, key: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of await disk.getStream(key)) yield chunk as Buffer
  } catch (error) {
    throw new BackupFailed(
      `${key} is missing, or cannot be read (${(error as Error).message}). Use another backup`
    )
  }
}

/** The folder of a disk is made with the first file. */
function nothingYet() {
  return { objects: [] as { isDirectory: boolean; name: string }[] }
}
