import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { throttleAddress } from '#start/limiter'
import { ROW_ID } from '#start/row_id'

router
  .group(() => {
    router.on('settings').redirect('profiles.edit').as('settings')
    router.get('settings/profile', [controllers.settings.Profiles, 'edit']).as('profiles.edit')
    router.post('settings/profile', [controllers.settings.Profiles, 'update']).as('profiles.update')
    router
      .post('settings/avatar', [controllers.settings.Avatars, 'store'])
      .as('settings.avatars.store')
      .use(throttleAddress)
    router
      .post('settings/avatar/removal', [controllers.settings.Avatars, 'destroy'])
      .as('settings.avatars.destroy')
    router
      .get('settings/preferences', [controllers.settings.Preferences, 'edit'])
      .as('preferences.edit')
    router
      .put('settings/preferences', [controllers.settings.Preferences, 'update'])
      .as('preferences.update')
    router
      .put('settings/theme', [controllers.settings.Themes, 'update'])
      .as('settings.themes.update')
    router.get('settings/security', [controllers.settings.Security, 'show']).as('security.show')
    router
      .get('settings/confirmation', [controllers.settings.AccountConfirmations, 'create'])
      .as('account_confirmations.create')
    router
      .post('settings/confirmation', [controllers.settings.AccountConfirmations, 'store'])
      .as('account_confirmations.store')
      .use(throttleAddress)
    router
      .get('settings/sessions', [controllers.settings.BrowserSessions, 'index'])
      .as('browser_sessions.index')
    router
      .delete('settings/sessions/:id', [controllers.settings.BrowserSessions, 'destroy'])
      .as('browser_sessions.destroy')
      .where('id', router.matchers.uuid())
      .use(middleware.identity())
    router
      .delete('settings/other-sessions', [controllers.settings.OtherSessions, 'destroy'])
      .as('other_sessions.destroy')
      .use(middleware.identity())
    router
      .delete('settings/all-sessions', [controllers.settings.AllSessions, 'destroy'])
      .as('all_sessions.destroy')
      .use(middleware.identity())
    router
      .get('settings/password', [controllers.settings.Passwords, 'edit'])
      .as('passwords.edit')
      .use(middleware.owner())
    router
      .put('settings/password', [controllers.settings.Passwords, 'update'])
      .as('passwords.update')
      .use(middleware.owner())
      .use(throttleAddress)
    router
      .get('settings/access-tokens', [controllers.settings.AccessTokens, 'index'])
      .as('access_tokens.index')
    router
      .delete('settings/access-tokens/:id', [controllers.settings.AccessTokens, 'destroy'])
      .as('access_tokens.destroy')
      .use(middleware.owner())
      .where('id', ROW_ID)
    router
      .group(() => {
        router
          .get('settings/access-tokens/new', [controllers.settings.AccessTokens, 'create'])
          .as('access_tokens.create')
        router
          .post('settings/access-tokens', [controllers.settings.AccessTokens, 'store'])
          .as('access_tokens.store')
          .use(throttleAddress)
        router
          .get('settings/email', [controllers.settings.EmailChanges, 'create'])
          .as('email_changes.create')
        router
          .post('settings/email', [controllers.settings.EmailChanges, 'store'])
          .as('email_changes.store')
          .use(throttleAddress)
      })
      .use(middleware.identity())
    router
      .delete('settings/email', [controllers.settings.EmailChanges, 'destroy'])
      .as('email_changes.destroy')
      .use(middleware.owner())
  })
  .use(middleware.auth())
  .use(middleware.access('self'))
  .use(middleware.secondFactor())

/** Also for a member who must set up a second factor first. */
router
  .group(() => {
    router
      .get('settings/second-factor', [controllers.settings.SecondFactors, 'show'])
      .as('second_factors.show')
    router
      .get('settings/recovery-codes', [controllers.settings.RecoveryCodes, 'index'])
      .as('recovery_codes.index')
    router
      .group(() => {
        router
          .get('settings/authenticator/new', [controllers.settings.Authenticators, 'create'])
          .as('authenticators.create')
        router
          .post('settings/authenticator', [controllers.settings.Authenticators, 'store'])
          .as('authenticators.store')
          .use(throttleAddress)
        router
          .delete('settings/authenticator', [controllers.settings.Authenticators, 'destroy'])
          .as('authenticators.destroy')
        router
          .get('settings/passkeys/new', [controllers.settings.Passkeys, 'create'])
          .as('passkeys.create')
        router
          .post('settings/passkeys', [controllers.settings.Passkeys, 'store'])
          .as('passkeys.store')
        router
          .post('settings/passkeys/challenge', [controllers.settings.PasskeyChallenges, 'store'])
          .as('settings.passkey_challenges.store')
        router
          .get('settings/passkeys/:id/edit', [controllers.settings.Passkeys, 'edit'])
          .as('passkeys.edit')
          .where('id', ROW_ID)
        router
          .put('settings/passkeys/:id', [controllers.settings.Passkeys, 'update'])
          .as('passkeys.update')
          .where('id', ROW_ID)
        router
          .delete('settings/passkeys/:id', [controllers.settings.Passkeys, 'destroy'])
          .as('passkeys.destroy')
          .where('id', ROW_ID)
        router
          .post('settings/recovery-codes', [controllers.settings.RecoveryCodes, 'store'])
          .as('recovery_codes.store')
      })
      .use(middleware.identity())
  })
  .use(middleware.auth())
  .use(middleware.access('self'))
