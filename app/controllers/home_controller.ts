import type { HttpContext } from '@adonisjs/core/http'
import { appUrl } from '#config/app'

export default class HomeController {
  async index({ inertia }: HttpContext) {
    return inertia.render('home', { appUrl })
  }
}
