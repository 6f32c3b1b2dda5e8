import type { HttpContext } from '@adonisjs/core/http'
import { updateThemeValidator } from '#validators/theme'

/** The switch in the header. The preferences change the theme too. */
export default class ThemesController {
  async update({ auth, request, response }: HttpContext) {
    const { theme } = await request.validateUsing(updateThemeValidator)
    await auth.getUserOrFail().merge({ theme }).save()
    return response.redirect().withQs().back()
  }
}
