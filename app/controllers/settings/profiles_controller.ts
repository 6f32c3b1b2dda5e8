import string from '@adonisjs/core/helpers/string'
import type { HttpContext } from '@adonisjs/core/http'
import AvatarUpload from '#models/avatar_upload'
import UserTransformer from '#transformers/user_transformer'
import { LARGEST_PICTURE } from '#validators/avatar'
import { updateProfileValidator } from '#validators/profile'

export default class ProfilesController {
  async edit({ auth, inertia }: HttpContext) {
    const user = auth.getUserOrFail()
    const upload = await AvatarUpload.findBy('userId', user.id)

    return inertia.render('settings/profiles/edit', {
      profile: new UserTransformer(user).forProfile(),
      avatarUpload: upload && (upload.isFailed ? ('failed' as const) : ('waiting' as const)),
      largestPicture: string.bytes.parse(LARGEST_PICTURE)!,
    })
  }

  async update({ auth, request, response, session, t }: HttpContext) {
    const profile = await request.validateUsing(updateProfileValidator)
    await auth.getUserOrFail().merge(profile).save()

    session.flash('success', t('flash.profile_saved'))
    return response.redirect().toRoute('profiles.edit')
  }
}
