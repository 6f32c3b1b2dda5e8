import { createHash } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Disk } from '@adonisjs/drive'
import { BackupFailed } from '#backups/errors'
import { MANIFEST, type Manifest, type StoredObject } from '#backups/manifest'
import { isMissing, storageFailure } from '#backups/storage_failure'

const STORAGE = 'The storage of the backups'

/** Some services accept no larger object in one request than 5 GB, and a part is on this machine's disk meanwhile. */
const PART_BYTES = 1024 ** 3

const NAME = /^\d{8}T\d{6}Z-[0-9a-f]{4}$/

export interface Backup {
  /** The time of its snapshot in UTC, with four letters that tell two of one second apart. */
  name: string
  /** Absent while it is written, and for ever if that was interrupted. */
  manifest?: Manifest
}

type Complete = Required<Backup>

/** The backups of a disk: a folder for each one. */
export class BackupStore {
  constructor(
    private disk: Disk,
    private partBytes = PART_BYTES
  ) {}

  /** Newest first. @throws BackupFailed */
  async list(): Promise<Backup[]> {
    const names = await this.#names()
    const known = names
      .filter((name) => NAME.test(name))
      .sort()
      .reverse()
    return Promise.all(known.map(async (name) => ({ name, manifest: await this.#read(name) })))
  }

  /** The newest complete backup. @throws BackupFailed */
  async newest() {
    const all = await this.list()
    return all.find(isComplete)
  }

  /**
   * @param name `latest`, or a name of `list`
   * @throws BackupFailed
   */
  async find(name: string): Promise<Complete> {
    if (name === 'latest') {
      const newest = await this.newest()
      if (newest) return newest
      throw new BackupFailed('There is no backup yet. Make one: node ace backup:create')
    }
    const all = await this.list()
    const found = all.find((backup) => backup.name === name)
    if (!found) throw new BackupFailed(`There is no backup ${name}. node ace backup:list shows all`)
    if (isComplete(found)) return found
    throw new BackupFailed(
      `The backup ${name} is not complete: it was interrupted. Choose another one of node ace backup:list`
    )
  }

  /** Stores a stream as parts. */
  async put(backup: string, name: StoredObject['name'], content: Readable): Promise<StoredObject> {
    const folder = await inTemporaryFolder(() => mkdtemp(join(tmpdir(), 'backup-')))
    const parts: StoredObject['parts'] = []
    try {
      for await (const part of this.#parts(content, folder)) {
        const key = `${backup}/${name}.${String(parts.length).padStart(4, '0')}`
        await this.#ask(() => this.disk.moveFromFs(part.path, key))
        parts.push({ key, bytes: part.bytes, sha256: part.sha256 })
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    return { name, parts }
  }

  async complete(backup: string, manifest: Manifest) {
    const text = JSON.stringify(manifest, null, 2)
    await this.#ask(() => this.disk.put(`${backup}/${MANIFEST}`, text))
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

  /** The manifest first: a removal that is interrupted leaves no backup that looks complete. */
  async remove(backup: string) {
    await this.#ask(() => this.disk.delete(`${backup}/${MANIFEST}`))
    await this.#ask(() => this.disk.deleteAll(backup))
  }

  async #names() {
    const names: string[] = []
    let paginationToken: string | undefined
    do {
      const page = await this.#ask(() => listFolders(this.disk, paginationToken))
      names.push(...page.names)
      paginationToken = page.paginationToken
    } while (paginationToken)
    return names
  }

  async #read(name: string): Promise<Manifest | undefined> {
    const text = await this.#ask(() => textOf(this.disk, `${name}/${MANIFEST}`))
    try {
      return text === undefined ? undefined : (JSON.parse(text) as Manifest)
    } catch {
      return undefined
    }
  }

  async #ask<Answer>(work: () => Promise<Answer>) {
    try {
      return await work()
    } catch (error) {
      throw storageFailure(error, STORAGE)
    }
  }

  async *#parts(content: Readable, folder: string) {
    const path = join(folder, 'part')
    let part = await newPart(path)
    for await (const piece of pieces(content, this.partBytes)) {
      if (part.bytes + piece.length > this.partBytes) {
        yield await part.end()
        part = await newPart(path)
      }
      await part.write(piece)
    }
    yield await part.end()
  }
}

async function newPart(path: string) {
  const file = await inTemporaryFolder(() => open(path, 'w', 0o600))
  const hash = createHash('sha256')
  return {
    bytes: 0,
    async write(piece: Buffer) {
      this.bytes += piece.length
      hash.update(piece)
      await inTemporaryFolder(() => file.appendFile(piece))
    },
    async end() {
      await file.close()
      return { path, bytes: this.bytes, sha256: hash.digest('hex') }
    },
  }
}

async function inTemporaryFolder<Result>(work: () => Promise<Result>) {
  try {
    return await work()
  } catch (error) {
    const { message } = error as Error
    throw new BackupFailed(
      `A part of the backup cannot be written (${message}). Make room there, or set TMPDIR to a folder with more`
    )
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
    if (isMissing(error)) throw new BackupFailed(`${key} is missing. Use another backup`)
    throw storageFailure(error, STORAGE)
  }
}

/** The folder of a disk is made with the first file. */
async function listFolders(disk: Disk, paginationToken?: string) {
  const page = await disk.listAll('/', { recursive: false, paginationToken }).catch(nothingYet)
  const folders = [...page.objects].filter(({ isDirectory }) => isDirectory)
  return { names: folders.map(({ name }) => name), paginationToken: page.paginationToken }
}

async function textOf(disk: Disk, key: string) {
  return disk.get(key).catch((error) => {
    if (!isMissing(error)) throw error
    return undefined
  })
}

function nothingYet(error: unknown): Awaited<ReturnType<Disk['listAll']>> {
  if (!isMissing(error)) throw error
  return { objects: [] }
}

function isComplete(backup: Backup): backup is Complete {
  return backup.manifest !== undefined
}
