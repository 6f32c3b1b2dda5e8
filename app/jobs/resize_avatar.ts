import { Job, E_PERMANENT_FAILURE } from '#queue/main'
import AvatarUpload from '#models/avatar_upload'
import { E_PICTURE_DAMAGED } from '#services/picture'

export default class ResizeAvatar extends Job {
  static timeout = '1m'

  async handle({ uploadId }: { uploadId: string }) {
    const upload = await AvatarUpload.find(uploadId)
    if (!upload) return AvatarUpload.dropLeftovers(uploadId)
    if (upload.isFailed) return
    await this.#resize(upload)
    await upload.publish()
  }

  async rescue({ uploadId }: { uploadId: string }) {
    const upload = await AvatarUpload.find(uploadId)
    await (upload ? upload.fail() : AvatarUpload.dropLeftovers(uploadId))
  }

  /** Another attempt would not repair a damaged picture. */
  async #resize(upload: AvatarUpload) {
    try {
      await upload.resize()
    } catch (error) {
      if (!(error instanceof E_PICTURE_DAMAGED)) throw error
      throw new E_PERMANENT_FAILURE([error.message], { cause: error })
    }
  }
}
