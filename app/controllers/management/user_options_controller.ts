import type { HttpContext } from '@adonisjs/core/http'
import { optionsOf, searchOptionsValidator } from '#lists/main'
import Group from '#models/group'
import UserPolicy from '#policies/user_policy'

/** The accounts among which a field of a form searches. */
export default class UserOptionsController {
  async index({ bouncer, request }: HttpContext) {
    await bouncer.with(UserPolicy).authorize('choose')
    const { search } = await request.validateUsing(searchOptionsValidator, { data: request.qs() })
    return { data: await optionsOf(Group.candidates(), 'email', search) }
  }
}
