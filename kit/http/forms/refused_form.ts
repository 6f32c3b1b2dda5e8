import type { HttpContext } from '@adonisjs/core/http'
import { typedTextOf } from '#http/forms/fields'

/** The flash message of a form that was refused. The others are then its fields. */
export const REFUSED_FORM = 'refusedForm'

const OWN_MESSAGES = [REFUSED_FORM, 'errorsBag', 'inputErrorsBag', 'success', 'error', 'formError']

/**
 * The text that was typed into a form, which the server has refused. Only a browser without scripts needs it: with scripts, the
 * page stays open.
 */
export function refusedText({ request, session }: HttpContext) {
  const messages = session.flashMessages.all()
  if (!messages[REFUSED_FORM] || request.header('x-inertia')) return undefined

  const fields = Object.entries(messages).filter(([name]) => !OWN_MESSAGES.includes(name))
  return typedTextOf(Object.fromEntries(fields))
}
