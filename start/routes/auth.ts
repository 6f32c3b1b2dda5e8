import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { throttleAddress, throttleChallenge } from '#start/limiter'

/** A UUID, or an account's number in a link of an older release: its page explains how to get a new link. */
const registrationId = /^(\d{1,10}|[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12})$/i

/** A token of any length: the page of a link that was cut explains how to get a new one. */
const mailedToken = /^[\w-]{1,64}$/

router
  .group(() => {
    router.get('signup', [controllers.auth.Registrations, 'create']).as('registrations.create')
    router
      .post('signup', [controllers.auth.Registrations, 'store'])
      .as('registrations.store')
      .use(throttleAddress)

    router.get('login', [controllers.auth.Sessions, 'create']).as('sessions.create')
    router
      .post('login', [controllers.auth.Sessions, 'store'])
      .as('sessions.store')
      .use(throttleAddress)
    router
      .get('login/second-factor', [controllers.auth.SecondFactorChecks, 'create'])
      .as('second_factor_checks.create')
    router
      .post('login/second-factor', [controllers.auth.SecondFactorChecks, 'store'])
      .as('second_factor_checks.store')
      .use(throttleAddress)
    router
      .post('login/passkey', [controllers.auth.PasskeySessions, 'store'])
      .as('passkey_sessions.store')
      .use(throttleAddress)
    router
      .post('login/second-factor/passkey', [controllers.auth.PasskeyChecks, 'store'])
      .as('passkey_checks.store')
      .use(throttleAddress)
    router
      .get('login/recovery-code', [controllers.auth.RecoveryCodeChecks, 'create'])
      .as('recovery_code_checks.create')
    router
      .post('login/recovery-code', [controllers.auth.RecoveryCodeChecks, 'store'])
      .as('recovery_code_checks.store')
      .use(throttleAddress)

    router
      .group(() => {
        router.get('login/code', [controllers.auth.LogInCodes, 'create']).as('log_in_codes.create')
        router
          .post('login/code', [controllers.auth.LogInCodes, 'store'])
          .as('log_in_codes.store')
          .use(throttleAddress)
        router
          .get('login/code/check', [controllers.auth.LogInCodeChecks, 'create'])
          .as('log_in_code_checks.create')
        router
          .post('login/code/check', [controllers.auth.LogInCodeChecks, 'store'])
          .as('log_in_code_checks.store')
          .use(throttleAddress)
      })
      .use(middleware.logInCode())

    router
      .get('email-confirmations/new', [controllers.auth.EmailConfirmations, 'create'])
      .as('email_confirmations.create')
    router
      .post('email-confirmations', [controllers.auth.EmailConfirmations, 'store'])
      .as('email_confirmations.store')
      .use(throttleAddress)

    router
      .get('forgot-password', [controllers.auth.PasswordResets, 'create'])
      .as('password_resets.create')
    router
      .post('forgot-password', [controllers.auth.PasswordResets, 'store'])
      .as('password_resets.store')
      .use(throttleAddress)
  })
  .use(middleware.guest())

/** The links of mails. Their pages answer everybody, logged in or not. */
router
  .group(() => {
    router
      .get('password-resets/:token', [controllers.auth.PasswordResets, 'edit'])
      .as('password_resets.edit')
    router
      .post('password-resets/:token', [controllers.auth.PasswordResets, 'update'])
      .as('password_resets.update')
    router
      .get('confirm/:token', [controllers.auth.ConfirmationLinks, 'show'])
      .as('confirmation_links.show')
    router
      .get('email-confirmations/:id', [controllers.auth.EmailConfirmations, 'show'])
      .as('email_confirmations.show')
    router
      .post('email-confirmations/:id', [controllers.auth.EmailConfirmations, 'update'])
      .as('email_confirmations.update')
    router
      .get('email-changes/:token', [controllers.auth.EmailChangeConfirmations, 'edit'])
      .as('email_change_confirmations.edit')
    router
      .post('email-changes/:token', [controllers.auth.EmailChangeConfirmations, 'update'])
      .as('email_change_confirmations.update')
    router
      .get('email-changes/:token/undo', [controllers.auth.EmailChangeReversals, 'edit'])
      .as('email_change_reversals.edit')
    router
      .post('email-changes/:token/undo', [controllers.auth.EmailChangeReversals, 'update'])
      .as('email_change_reversals.update')
    router
      .get('account-deletions/:token/undo', [controllers.auth.AccountDeletionReversals, 'edit'])
      .as('account_deletion_reversals.edit')
    router
      .post('account-deletions/:token/undo', [controllers.auth.AccountDeletionReversals, 'update'])
      .as('account_deletion_reversals.update')
    router.get('invitations/:token', [controllers.auth.Invitations, 'edit']).as('invitations.edit')
    router
      .post('invitations/:token', [controllers.auth.Invitations, 'update'])
      .as('invitations.update')
    router
      .get('log-in-reports/:token', [controllers.auth.LogInReports, 'edit'])
      .as('log_in_reports.edit')
    router
      .post('log-in-reports/:token', [controllers.auth.LogInReports, 'update'])
      .as('log_in_reports.update')
  })
  .where('token', mailedToken)
  .where('id', registrationId)
  .use(middleware.access('everyone'))
  .use(middleware.owner())
  .use(throttleAddress)

router
  .post('passkey-challenges', [controllers.auth.PasskeyChallenges, 'store'])
  .as('passkey_challenges.store')
  .use(middleware.access('everyone'))
  .use(middleware.owner())
  .use(throttleChallenge)

/** Also for a member whose account waits for its deletion. */
router
  .group(() => {
    router.post('logout', [controllers.auth.Sessions, 'destroy']).as('sessions.destroy')
    router
      .get('restore-account', [controllers.auth.AccountRestorations, 'create'])
      .as('account_restorations.create')
      .use(middleware.owner())
    router
      .post('restore-account', [controllers.auth.AccountRestorations, 'store'])
      .as('account_restorations.store')
      .use(middleware.owner())
    router
      .delete('impersonation', [controllers.Impersonations, 'destroy'])
      .as('impersonations.destroy')
  })
  .use(middleware.auth({ evenInDeletion: true }))
  .use(middleware.access('self'))

/** Also for a member who must set up a second factor first. */
router
  .group(() => {
    router
      .get('confirm-identity', [controllers.auth.IdentityConfirmations, 'create'])
      .as('identity_confirmations.create')
    router
      .post('confirm-identity', [controllers.auth.IdentityConfirmations, 'store'])
      .as('identity_confirmations.store')
      .use(throttleAddress)
    router
      .post('confirm-identity/passkey', [controllers.auth.PasskeyIdentities, 'store'])
      .as('passkey_identities.store')
      .use(throttleAddress)
  })
  .use(middleware.auth())
  .use(middleware.owner())
  .use(middleware.access('self'))
