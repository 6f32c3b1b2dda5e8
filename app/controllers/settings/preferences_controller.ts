import type { HttpContext } from '@adonisjs/core/http'
import { COUNTRIES } from '#config/countries'
import { rememberLocale } from '#i18n/region_cookies'
import { translator } from '#i18n/translator'
import UserTransformer from '#transformers/user_transformer'
import { updatePreferencesValidator } from '#validators/preferences'

export default class PreferencesController {
  async edit({ auth, inertia }: HttpContext) {
    return inertia.render('settings/preferences/edit', {
      preferences: new UserTransformer(auth.getUserOrFail()).forPreferences(),
      countries: COUNTRIES,
    })
  }

  async update({ auth, request, response, session }: HttpContext) {
    const preferences = await request.validateUsing(updatePreferencesValidator)
    const { region } = await auth.getUserOrFail().choosePreferences(preferences)
    rememberLocale(response, region.locale)

    session.flash('success', translator(region)('flash.preferences_saved'))
    return response.redirect().toRoute('preferences.edit')
  }
}
