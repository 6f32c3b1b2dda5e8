import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import drive from '@adonisjs/drive/services/main'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import queue from '#queue/main'
import DeleteFiles from '#jobs/delete_files'
import { fittingPicture } from '#services/picture'
import settings from '#settings'

/** In pixels: pages show it 32 pixels high, also on screens with more dots. */
const LARGEST = { width: 512, height: 128 }

const folderOf = (id: string) => `logos/${id}`
const keyOf = (id: string) => `${folderOf(id)}/logo.png`

let ofMails: { id: string; picture: Buffer } | undefined

/** The picture of the product that somebody has uploaded. Its id is the setting `product.logo`. */
export default class Logo {
  /**
   * Keeps the picture of a file. Pages show it when the setting has its id.
   * @returns the id
   * @throws E_PICTURE_DAMAGED
   */
  static async store(file: string) {
    const id = crypto.randomUUID()
    await drive.use().put(keyOf(id), await fittingPicture(await readFile(file), LARGEST))
    return id
  }

  /** @returns null if there is none */
  static async read(id: string) {
    const key = keyOf(id)
    if (!(await drive.use().exists(key))) return null
    return Buffer.from(await drive.use().getBytes(key))
  }

  /** The uploaded picture, or else that of the build. */
  static async forMails() {
    const id = settings.get('product.logo')
    if (id && ofMails?.id !== id) {
      const picture = await this.read(id)
      ofMails = picture ? { id, picture } : undefined
    }
    return id && ofMails ? ofMails.picture : readFile(app.publicPath('logo.png'))
  }

  /** After the commit. */
  static async delete(id: string, trx: TransactionClientContract) {
    await queue.dispatch(DeleteFiles, { folders: [folderOf(id)] }, { trx })
  }
}
