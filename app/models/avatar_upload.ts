import { DateTime } from 'luxon'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { AvatarUploadSchema } from '#database/schema'
import queue from '#queue/main'
import PictureRefused from '#notifications/picture_refused'
import { notify } from '#services/notify'
import { squarePicture, type Square } from '#services/picture'
import DeleteFiles from '#jobs/delete_files'
import ResizeAvatar from '#jobs/resize_avatar'
import User from '#models/user'

/** The width and height of the pictures that pages show, in pixels. */
const SIZES = [64, 256] as const

/**
 * A picture that a member has uploaded and that no job has resized yet. An account has at most one. When the job is
 * done, the account's `avatar` is the id of the upload.
 */
export default class AvatarUpload extends AvatarUploadSchema {
  static selfAssignPrimaryKey = true

  /** The folder of an account's picture. */
  static folderOf(avatar: string) {
    return `avatars/${avatar}`
  }

  /**
   * Keeps the file and has it resized, in the place of an upload before it.
   * @throws E_ROW_NOT_FOUND if the account was erased meanwhile, and then no file is left
   */
  static async start(user: User, file: string, part: Square | null) {
    const crop = { cropLeft: part?.left, cropTop: part?.top, cropSize: part?.size }
    const upload = new this().fill({ ...crop, id: crypto.randomUUID(), userId: user.id })
    await drive.use().copyFromFs(file, upload.#original)

    try {
      return await upload.#replace(user)
    } catch (error) {
      await drive.use().deleteAll(upload.#folder)
      throw error
    }
  }

  /** Removes the picture of the account, and an upload that waits. */
  static async removeAll({ id }: User) {
    await db.transaction(async (trx) => {
      const user = await User.lock(id, trx)
      await this.#discard(id, trx)
      await deleteFolders([user.avatar && this.folderOf(user.avatar)], trx)
      await user.merge({ avatar: null }).save()
    })
  }

  /**
   * Deletes what a run that was killed has written, after the upload was discarded or its account erased. A no-op for a
   * picture that is shown.
   */
  static async dropLeftovers(id: string) {
    if (await User.findBy({ avatar: id })) return
    const leftovers = new this().fill({ id })
    await db.transaction((trx) => deleteFolders(leftovers.folders, trx))
  }

  /** The folders of its files, before and after it is resized. */
  get folders() {
    return [this.#folder, AvatarUpload.folderOf(this.id)]
  }

  get isFailed() {
    return this.failedAt !== null
  }

  /**
   * Makes the pictures in all sizes.
   * @throws E_PICTURE_DAMAGED
   */
  async resize(this: AvatarUpload) {
    const original = await drive.use().getBytes(this.#original)
    for (const size of SIZES) {
      const picture = await squarePicture(original, size, this.#part)
      await drive.use().put(`${AvatarUpload.folderOf(this.id)}/${size}.webp`, picture)
    }
  }

  /**
   * Shows the new pictures in the place of the former ones, unless the member has chosen others meanwhile or the account
   * is erased.
   */
  async publish(this: AvatarUpload) {
    await db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', this.userId).forUpdate().first()
      const upload = await AvatarUpload.find(this.id, { client: trx })
      const outdated = user && upload ? user.avatar : this.id
      await deleteFolders([outdated && AvatarUpload.folderOf(outdated), this.#folder], trx)
      if (upload) await user?.merge({ avatar: upload.id }).save()
      await upload?.delete()
    })
  }

  /** The picture of before stays. */
  async fail(this: AvatarUpload) {
    await db.transaction(async (trx) => {
      await this.useTransaction(trx).merge({ failedAt: DateTime.now() }).save()
      await deleteFolders(this.folders, trx)
      const user = await User.find(this.userId, { client: trx })
      if (user) await notify(user, new PictureRefused())
    })
  }

  #replace({ id }: User) {
    return db.transaction(async (trx) => {
      await User.lock(id, trx)
      await AvatarUpload.#discard(id, trx)
      await queue.dispatch(ResizeAvatar, { uploadId: this.id }, { trx })
      return this.useTransaction(trx).save()
    })
  }

  static async #discard(userId: number, trx: TransactionClientContract) {
    const upload = await this.query({ client: trx }).where({ userId }).first()
    if (upload) await deleteFolders(upload.folders, trx)
    await upload?.delete()
  }

  /** The folder of the file as it was uploaded. */
  get #folder() {
    return `avatar_uploads/${this.id}`
  }

  get #original() {
    return `${this.#folder}/original`
  }

  get #part(): Square | null {
    const { cropLeft: left, cropTop: top, cropSize: size } = this
    return left === null || top === null || size === null ? null : { left, top, size }
  }
}

async function deleteFolders(folders: (string | null)[], trx: TransactionClientContract) {
  const known = folders.filter((folder) => folder !== null)
  if (known.length > 0) await queue.dispatch(DeleteFiles, { folders: known }, { trx })
}
