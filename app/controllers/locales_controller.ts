import type { HttpContext } from '@adonisjs/core/http'
import { LOCALE_COOKIE } from '#middleware/locale_middleware'
import { updateLocaleValidator } from '#validators/locale'

export default class LocalesController {
  async update({ auth, request, response }: HttpContext) {
    const { locale } = await request.validateUsing(updateLocaleValidator)
    response.plainCookie(LOCALE_COOKIE, locale, {
      encode: false,
      httpOnly: false,
      maxAge: '1 year',
    })
    if (auth.user) await auth.user.merge({ locale }).save()

    return response.redirect().withQs().back()
  }
}
