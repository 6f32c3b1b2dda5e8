import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { configure, ZipWriter } from '@zip.js/zip.js'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import settings from '#settings'
import { translator } from '#i18n/translator'
import AvatarUpload from '#models/avatar_upload'
import type User from '#models/user'
import { personalTablesOf } from '#services/personal_rows'
import { asCsv } from '#services/csv'
import { writeNameless } from '#services/nameless_file'
import type { PersonalTable, Row } from '#services/personal_table'

interface Steps {
  progress(percent: number): Promise<unknown>
  done(file: FileHandle, size: number): Promise<unknown>
}

type Parts = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** Node.js compresses in threads of its own. */
configure({ useWebWorkers: false })

/**
 * The data of one account as a zip: each table as JSON and as CSV, the files of its rows, and the picture. It reads and
 * writes in small parts, so that its memory does not grow with the data.
 */
export class DataArchive {
  constructor(
    private user: User,
    private signal: AbortSignal
  ) {}

  async write({ progress, done }: Steps) {
    await writeNameless({ fill: (file) => this.#fill(file, progress), done })
  }

  async #fill(file: FileHandle, progress: Steps['progress']) {
    const zip = new ZipWriter(new WritableStream({ write: (part) => file.writeFile(part) }))
    await zip.add('README.txt', this.#stream(this.#readMe()))
    await this.#addPicture(zip)
    await db.transaction(async (trx) => {
      const tables = await personalTablesOf(this.user, trx)
      for (const [index, table] of tables.entries()) {
        await this.#addTable(zip, table)
        await this.#addFiles(zip, table)
        await progress(Math.floor((99 * (index + 1)) / tables.length))
      }
    })
    await zip.close()
  }

  async #addTable(zip: ZipWriter<unknown>, table: PersonalTable) {
    const columns = await table.columns()
    if (columns.length === 0) return
    for (const [format, write] of Object.entries({ json: asJson, csv: asCsv })) {
      const texts = write(table.batches(columns), columns)
      await zip.add(`${format}/${table.name}.${format}`, this.#stream(texts))
    }
  }

  /** Each file has the path that its row says, with its name. */
  async #addFiles(zip: ZipWriter<unknown>, table: PersonalTable) {
    for await (const { key, name } of table.files()) {
      if (!(await drive.use().exists(key))) continue
      const file = await drive.use().getStream(key)
      await zip.add(`${key}/${name}`, this.#stream(file), { level: 0 })
    }
  }

  async #addPicture(zip: ZipWriter<unknown>) {
    const { avatar } = this.user
    const key = avatar && `${AvatarUpload.folderOf(avatar)}/256.webp`
    if (!key || !(await drive.use().exists(key))) return
    const picture = await drive.use().getBytes(key)
    await zip.add('picture.webp', this.#stream([picture]), { level: 0 })
  }

  *#readMe() {
    const t = translator(this.user.region)
    const values = { app: settings.get('product.name'), name: this.user.name, at: Date.now() }
    yield `${t('your_data.read_me', values)}\n`
  }

  #stream(parts: Parts) {
    return Readable.toWeb(Readable.from(this.#bytesOf(parts))) as ReadableStream<Uint8Array>
  }

  async *#bytesOf(parts: Parts) {
    for await (const part of parts) {
      this.signal.throwIfAborted()
      yield Buffer.from(part)
    }
  }
}

async function* asJson(batches: AsyncIterable<Row[]>) {
  let separator = '['
  for await (const rows of batches) {
    for (const row of rows) {
      yield `${separator}\n${JSON.stringify(row, null, 2)}`
      separator = ','
    }
  }
  yield separator === '[' ? '[]\n' : '\n]\n'
}
