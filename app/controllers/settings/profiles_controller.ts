import type { HttpContext } from '@adonisjs/core/http'
import UserTransformer from '#transformers/user_transformer'
import { updateProfileValidator } from '#validators/profile'

export default class ProfilesController {
  async edit({ auth, inertia }: HttpContext) {
    return inertia.render('settings/profiles/edit', {
      profile: new UserTransformer(auth.getUserOrFail()).forProfile(),
    })
  }

  async update({ auth, request, response, session, t }: HttpContext) {
    const profile = await request.validateUsing(updateProfileValidator)
    await auth.getUserOrFail().merge(profile).save()

    session.flash('success', t('flash.profile_saved'))
    return response.redirect().toRoute('profiles.edit')
  }
}
