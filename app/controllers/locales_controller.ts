import type { HttpContext } from '@adonisjs/core/http'
import { rememberLocale } from '#i18n/region_cookies'
import { updateLocaleValidator } from '#validators/locale'

export default class LocalesController {
  /**
   * Redirects to the page without its `?lang`, because `?lang` takes precedence over the stored choice.
   */
  async update({ auth, request, response }: HttpContext) {
    const { locale } = await request.validateUsing(updateLocaleValidator)
    rememberLocale(response, locale)
    if (auth.user) await auth.user.merge({ locale }).save()

    return response.redirect().withQs().withQs('lang', undefined).back()
  }
}
