import type { HttpContext } from '@adonisjs/core/http'
import { isInBackground } from '#http/background'
import { accountOfForm } from '#http/forms/account'
import { fitsSession, isOfThisSite, typedTextOf, type TypedText } from '#http/forms/fields'

const KEY = 'unsent_form'

interface UnsentForm {
  accountId: number
  page: string
  typed: TypedText
}

/**
 * Keeps what was typed into a form whose log-in had ended, until the same account is logged in and opens the page of
 * the form again. Passwords, codes and files are not kept.
 * @returns whether there was something to keep
 */
export function keepUnsentForm(ctx: HttpContext, page: string) {
  const { request, session } = ctx
  const accountId = accountOfForm(ctx)
  const typed = typedTextOf(request.body())
  const isEmpty = Object.keys(typed).length === 0
  if (!accountId || isEmpty || !isOfThisSite(request)) return false
  if (!fitsSession(typed)) return false

  session.put(KEY, { accountId, page, typed } satisfies UnsentForm)
  return true
}

/** Gives the text to the page of the form, once. Another account never sees it. */
export function takeUnsentForm(ctx: HttpContext) {
  const { auth, request, session } = ctx
  const unsent: UnsentForm | undefined = session.get(KEY)
  if (!unsent || !auth.user || isInBackground(ctx)) return undefined

  const isItsOwn = unsent.accountId === auth.user.id
  const isItsPage = unsent.page === request.url(true)
  if (!isItsOwn || isItsPage) session.forget(KEY)
  return isItsOwn && isItsPage ? unsent.typed : undefined
}
