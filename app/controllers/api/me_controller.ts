import type { Infer } from '@vinejs/vine/types'
import type { HttpContext } from '@adonisjs/core/http'
import UserTransformer from '#transformers/user_transformer'
import type { profileAnswer } from '#validators/api'

export default class MeController {
  async show({ auth }: HttpContext): Promise<Infer<typeof profileAnswer>> {
    return { data: new UserTransformer(auth.getUserOrFail()).forApi() }
  }
}
