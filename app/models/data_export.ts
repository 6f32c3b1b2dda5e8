import type { FileHandle } from 'node:fs/promises'
import { DateTime } from 'luxon'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { dataExport } from '#config/personal_data'
import { DataExportSchema } from '#database/schema'
import { tellAccounts } from '#http/live/channel'
import queue from '#queue/main'
import DeleteFiles from '#jobs/delete_files'
import ExportData from '#jobs/export_data'
import SendDataExportMail from '#jobs/send_data_export_mail'
import type { EventOrigin } from '#models/account_event'
import User from '#models/user'
import type { ListName } from '#services/exported_lists'

/** An export that has not ended after this time never will: for example, an operator has cancelled its job. */
const LONGEST = { hours: 6 }

type State = 'running' | 'ready' | 'failed' | 'expired'

const OWN_DATA = 'own_data'

interface Wanted {
  list: ListName
  /** The search, the filters and the order of the list. */
  choice: Record<string, unknown>
}

/**
 * A file that a job makes for an account: a copy of everything that the app knows about the person, or a list of the
 * management area. An account has at most one of each: a new one takes the place of the former one.
 */
export default class DataExport extends DataExportSchema {
  static selfAssignPrimaryKey = true

  static folderOf(id: string) {
    return `exports/${id}`
  }

  /**
   * @param wanted the list, instead of the data of the account itself
   * @returns null if such an export of the account is running
   */
  static async request({ id: userId }: User, origin: EventOrigin, wanted?: Wanted) {
    return db.transaction(async (trx) => {
      const user = await User.lock(userId, trx)
      const content = wanted?.list ?? OWN_DATA
      const former = await this.query({ client: trx }).where({ userId, content }).first()
      if (former?.state === 'running') return null

      await former?.useTransaction(trx).discard()
      const expiresAt = DateTime.now().plus(LONGEST)
      const row = { id: crypto.randomUUID(), userId, content, choice: wanted?.choice, expiresAt }
      const created = await this.create(row, { client: trx })
      await user.recordEvent(wanted ? 'list_exported' : 'export_requested', origin)
      await queue.dispatch(ExportData, { exportId: created.id }, { trx })
      return created
    })
  }

  static async findReady(user: User, list?: ListName) {
    const found = await this.latestOf(user, list)
    return found?.state === 'ready' ? found : null
  }

  static latestOf({ id: userId }: User, list?: ListName) {
    return this.findBy({ userId, content: list ?? OWN_DATA })
  }

  /** Deletes the files that have expired. Exports that never ended have failed. */
  static async prune() {
    const outdated = await this.query().where('expires_at', '<=', db.raw('now()'))
    for (const one of outdated) {
      if (one.state === 'expired') await db.transaction((trx) => one.useTransaction(trx).discard())
      else await one.fail()
    }
  }

  get list() {
    return this.content === OWN_DATA ? null : (this.content as ListName)
  }

  get state(): State {
    if (this.failedAt) return 'failed'
    const isOver = this.expiresAt <= DateTime.now()
    if (this.readyAt) return isOver ? 'expired' : 'ready'
    return isOver ? 'failed' : 'running'
  }

  get key() {
    return `${DataExport.folderOf(this.id)}/${this.file}.${this.list ? 'csv' : 'zip'}`
  }

  async report(this: DataExport, progress: number) {
    await DataExport.query().where({ id: this.id }).whereNull('ready_at').update({ progress })
    await this.#tellPages()
  }

  /**
   * Stores the file and tells the owner, only once: if another run of the job has been faster, or if the export is not
   * wanted any more, the file is deleted. Two runs never write into the same file.
   */
  async publish(this: DataExport, handle: FileHandle, size: number) {
    this.merge({ file: crypto.randomUUID(), size })
    const options = { contentLength: size }
    await drive.use().putStream(this.key, handle.createReadStream({ start: 0 }), options)

    const isPublished = await db.transaction(async (trx) => {
      const found = await DataExport.query({ client: trx }).where('id', this.id).forUpdate().first()
      if (found?.state !== 'running') return false

      const readyAt = DateTime.now()
      const expiresAt = readyAt.plus(dataExport.availableFor)
      await found.merge({ file: this.file, size, progress: 100, readyAt, expiresAt }).save()
      await queue.dispatch(SendDataExportMail, { exportId: this.id }, { trx })
      await found.#tellPages(trx)
      return true
    })
    if (!isPublished) await drive.use().delete(this.key)
  }

  /** The page says so, and the person can ask again. */
  async fail(this: DataExport) {
    await db.transaction(async (trx) => {
      await this.useTransaction(trx).merge({ failedAt: DateTime.now() }).save()
      await this.#deleteFiles()
      await this.#tellPages(trx)
    })
  }

  /** Call it in a transaction. */
  async discard(this: DataExport) {
    await this.#deleteFiles()
    await this.delete()
  }

  async #tellPages(client?: TransactionClientContract) {
    await tellAccounts([this.userId], 'data_export', client)
  }

  async #deleteFiles() {
    const folders = [DataExport.folderOf(this.id)]
    await queue.dispatch(DeleteFiles, { folders }, { trx: this.$trx! })
  }
}
