import type { FileHandle } from 'node:fs/promises'
import db from '@adonisjs/lucid/services/db'
import { asCsv } from '#services/csv'
import { exportedLists, type ListName } from '#services/exported_lists'
import { writeNameless } from '#services/nameless_file'

const ROWS_AT_ONCE = 1000

interface Steps {
  progress(percent: number): Promise<unknown>
  done(file: FileHandle, size: number): Promise<unknown>
}

/** The rows of a list as CSV, as they are at one moment, however many they are. */
export class ListFile {
  constructor(
    private name: ListName,
    private choice: Record<string, unknown>,
    private signal: AbortSignal
  ) {}

  async write({ progress, done }: Steps) {
    await writeNameless({ fill: (file) => this.#fill(file, progress), done })
  }

  async #fill(file: FileHandle, progress: Steps['progress']) {
    const { columns } = exportedLists[this.name]
    for await (const text of asCsv(this.#rows(progress), columns)) await file.writeFile(text)
  }

  async *#rows(progress: Steps['progress']) {
    const { list, rowsOf } = exportedLists[this.name]
    const client = await db.transaction({ isolationLevel: 'repeatable read' })
    try {
      const total = await list.count(this.choice, client)
      let written = 0
      for await (const records of list.batches(this.choice, { size: ROWS_AT_ONCE, client })) {
        this.signal.throwIfAborted()
        yield await rowsOf(records, client)
        written += records.length
        await progress(Math.min(99, Math.floor((99 * written) / total)))
      }
    } finally {
      await client.rollback()
    }
  }
}
