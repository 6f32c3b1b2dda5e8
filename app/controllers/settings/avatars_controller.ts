import type { HttpContext } from '@adonisjs/core/http'
import AvatarUpload from '#models/avatar_upload'
import { createAvatarValidator } from '#validators/avatar'

export default class AvatarsController {
  async store({ auth, request, response, session, t }: HttpContext) {
    const { avatar, cropLeft, cropTop, cropSize } =
      await request.validateUsing(createAvatarValidator)
    const part = cropSize ? { left: cropLeft ?? 0, top: cropTop ?? 0, size: cropSize } : null
    await AvatarUpload.start(auth.getUserOrFail(), avatar.tmpPath!, part)

    session.flash('success', t('flash.avatar_uploaded'))
    return response.redirect().toRoute('profiles.edit')
  }

  async destroy({ auth, response, session, t }: HttpContext) {
    await AvatarUpload.removeAll(auth.getUserOrFail())

    session.flash('success', t('flash.avatar_removed'))
    return response.redirect().toRoute('profiles.edit')
  }
}
