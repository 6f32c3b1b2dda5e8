import { deleteUnclaimedFiles } from '#files/main'
import { Job } from '#queue/main'

/** Deletes the files of records that were deleted, or that have another file by now. */
export default class PruneFiles extends Job {
  async handle() {
    await deleteUnclaimedFiles()
  }
}
