import type {} from '@adonisjs/shield/shield_middleware'
import type { HttpContext } from '@adonisjs/core/http'
import { registration } from '#config/auth'
import BaseInertiaMiddleware from '#http/middleware/inertia_middleware'
import { defaultRegion } from '#i18n/default_region'
import { refusedText } from '#http/forms/refused_form'
import { takeUnsentForm } from '#http/forms/unsent_form'
import Notification from '#models/notification'
import type User from '#models/user'
import { wantsPlainPages } from '#http/plain_pages'
import settings from '#settings'
import { shownOnce } from '#services/shown_once'
import ImpersonationTransformer from '#transformers/impersonation_transformer'
import UserTransformer from '#transformers/user_transformer'

export default class InertiaMiddleware extends BaseInertiaMiddleware {
  /**
   * An error page may be rendered before the session and the account are loaded.
   */
  async share(ctx: HttpContext) {
    const { auth, region = defaultRegion(), session } = ctx as Partial<HttpContext>
    if (session?.flashMessages.has('clearHistory')) ctx.inertia.clearHistory()
    return {
      appName: ctx.inertia.always(settings.get('product.name')),
      logo: ctx.inertia.always(settings.get('product.logo')),
      supportAddress: ctx.inertia.always(settings.get('support.address')),
      errors: ctx.inertia.always(this.getValidationErrors(ctx)),
      region: ctx.inertia.always({ ...region }),
      csrfToken: ctx.inertia.always(this.#tokenFor(ctx)),
      signUp: ctx.inertia.always(this.#signUp),
      /** The links of the management area that the account may follow. A page has its own `can`. */
      userPermissions: ctx.inertia.always(await this.#permissionsOf(auth?.user)),
      impersonation: ctx.inertia.always(this.#impersonationOf(ctx)),
      unreadNotifications: ctx.inertia.always(await this.#unreadFor(ctx)),
      user: ctx.inertia.always(auth?.user ? new UserTransformer(auth.user).toObject() : undefined),
    }
  }

  async #permissionsOf(user?: User) {
    const access = await user?.access()
    return access?.permissions ?? []
  }

  #impersonationOf({ impersonation }: Partial<HttpContext>) {
    return impersonation && new ImpersonationTransformer(impersonation).forBanner()
  }

  /** Scripts ask for it when the page is idle, so only a browser without scripts costs this query. */
  async #unreadFor({ auth, request }: Partial<HttpContext>) {
    if (!auth?.user || !wantsPlainPages(request!)) return undefined
    const { unread } = await Notification.countsOf(auth.user.id)
    return unread
  }

  get #signUp() {
    const { termsUrl, privacyUrl } = registration
    return { isOpen: settings.get('registration.isOpen'), termsUrl, privacyUrl }
  }

  /** Forms also work without scripts, which send the token in a header. */
  #tokenFor({ request }: Partial<HttpContext>) {
    const isDocument = !request!.header('x-inertia')
    return isDocument ? request!.csrfToken : undefined
  }

  flash(ctx: HttpContext) {
    const { session, t } = ctx
    const messages = (session as HttpContext['session'] | undefined)?.flashMessages
    const unsent = messages && takeUnsentForm(ctx)
    return {
      success: unsent ? t('flash.text_is_back') : (messages?.get('success') as string | undefined),
      error: messages?.get('error') as string | undefined,
      /** Appears above the form of a guest; `success` and `error` appear as toasts. */
      notice: messages?.get('notice') as string | undefined,
      /** Appears in the form that failed. */
      formError: messages?.get('formError') as string | undefined,
      /** The fields of the page have it instead of their stored values. */
      typed: unsent ?? (messages && refusedText(ctx)),
      shownOnce: messages && shownOnce(messages),
    }
  }
}

declare module '@adonisjs/inertia/types' {
  type MiddlewareSharedProps = InferSharedProps<InertiaMiddleware>
  export interface SharedProps extends MiddlewareSharedProps {}
}
