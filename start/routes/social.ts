import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { throttleAddress } from '#start/limiter'
import { ROW_ID } from '#start/row_id'

/** A provider that is unknown or off has no page either. */
const provider = /^[a-z]+$/

router
  .group(() => {
    router
      .post('login/with/:provider', [controllers.auth.SocialSessions, 'store'])
      .as('social_sessions.store')
      .use(throttleAddress)
    router
      .get('signup/with-provider', [controllers.auth.SocialRegistrations, 'create'])
      .as('social_registrations.create')
    router
      .post('signup/with-provider', [controllers.auth.SocialRegistrations, 'store'])
      .as('social_registrations.store')
      .use(throttleAddress)
  })
  .where('provider', provider)
  .use(middleware.guest())

/** For guests and for members who link an account or confirm who they are. */
router
  .get('login/with/:provider/callback', [controllers.auth.SocialCallbacks, 'show'])
  .as('social_callbacks.show')
  .use(middleware.access('everyone'))
  .use(middleware.owner())
  .where('provider', provider)
  .use(throttleAddress)

router
  .group(() => {
    router
      .post('confirm-identity/with/:provider', [controllers.auth.SocialIdentityChecks, 'store'])
      .as('social_identity_checks.store')
      .where('provider', provider)
    router
      .post('confirm-identity/password-link', [controllers.auth.PasswordLinks, 'store'])
      .as('password_links.store')
  })
  .use(middleware.auth())
  .use(middleware.owner())
  .use(middleware.access('self'))
  .use(throttleAddress)

router
  .group(() => {
    router
      .get('settings/social-accounts', [controllers.settings.SocialIdentities, 'index'])
      .as('social_identities.index')
    router
      .post('settings/social-accounts/with/:provider', [
        controllers.settings.SocialIdentities,
        'store',
      ])
      .as('social_identities.store')
      .where('provider', provider)
      .use(throttleAddress)
    router
      .post('settings/social-accounts/:id/removal', [
        controllers.settings.SocialIdentities,
        'destroy',
      ])
      .as('social_identities.destroy')
      .where('id', ROW_ID)
  })
  .use(middleware.auth())
  .use(middleware.access('self'))
  .use(middleware.secondFactor())
  .use(middleware.identity())
