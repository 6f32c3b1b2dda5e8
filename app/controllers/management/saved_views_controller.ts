import type { HttpContext } from '@adonisjs/core/http'
import SavedView from '#models/saved_view'
import { createSavedViewValidator } from '#validators/saved_view'

/** The views of the reader alone. */
export default class SavedViewsController {
  async store({ auth, request, response, session, t }: HttpContext) {
    const values = await request.validateUsing(createSavedViewValidator)
    const view = await SavedView.add(auth.getUserOrFail(), values)

    session.flash('success', t('saved_views.created', { name: view.name }))
    return response.redirect().withQs().back()
  }

  async destroy({ auth, params, response, session, t }: HttpContext) {
    const view = await SavedView.query()
      .where({ id: params.id, userId: auth.getUserOrFail().id })
      .firstOrFail()
    await view.delete()

    session.flash('success', t('saved_views.deleted', { name: view.name }))
    return response.redirect().withQs().back()
  }
}
