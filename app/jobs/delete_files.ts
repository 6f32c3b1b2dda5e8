import drive from '@adonisjs/drive/services/main'
import { Job } from '#queue/main'

/** Deletes uploaded files that nobody needs any more. Dispatch it in the transaction that forgets them. */
export default class DeleteFiles extends Job {
  static attempts = 20

  async handle({ folders }: { folders: string[] }) {
    for (const folder of folders) await drive.use().deleteAll(folder)
  }
}
