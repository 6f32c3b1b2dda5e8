import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { ROW_ID } from '#start/row_id'

const { management } = controllers

/** An act that changes permissions, and its form, ask for the password again. */
router
  .group(() => {
    router
      .resource('groups', management.Groups)
      .where('id', ROW_ID)
      .use(['create', 'store', 'edit', 'update', 'destroy'], middleware.identity())
      .use('*', middleware.access('GroupPolicy'))
    router
      .resource('groups.members', management.GroupMembers)
      .only(['create', 'store', 'destroy'])
      .where('group_id', ROW_ID)
      .where('id', ROW_ID)
      .use('*', [middleware.identity(), middleware.access('GroupPolicy')])
    router
      .get('permissions', [management.Permissions, 'index'])
      .as('permissions.index')
      .use(middleware.access('GroupPolicy'))
    router
      .group(() => {
        router.get('permissions/edit', [management.Permissions, 'edit']).as('permissions.edit')
        router.put('permissions', [management.Permissions, 'update']).as('permissions.update')
      })
      .use([middleware.identity(), middleware.access('GroupPolicy')])
    router
      .resource('users', management.Users)
      .except(['destroy'])
      .where('id', ROW_ID)
      .use(['create', 'store', 'edit', 'update'], middleware.identity())
      .use('*', middleware.access('UserPolicy'))
    router
      .resource('invitations', management.Invitations)
      .only(['index', 'create', 'store', 'destroy'])
      .where('id', router.matchers.uuid())
      .use(['create', 'store'], middleware.identity())
      .use('*', middleware.access('InvitationPolicy'))
    router
      .post('invitations/:invitation_id/mails', [management.InvitationMails, 'store'])
      .as('invitations.mails.store')
      .where('invitation_id', router.matchers.uuid())
      .use([middleware.identity(), middleware.access('InvitationPolicy')])
    router
      .post('users/export', [management.UserExports, 'store'])
      .as('user_exports.store')
      .use([middleware.identity(), middleware.access('UserPolicy')])
    router
      .get('users/export', [management.UserExports, 'show'])
      .as('user_exports.show')
      .use(middleware.access('UserPolicy'))
    router
      .group(() => {
        router
          .post('deactivation', [management.UserDeactivations, 'store'])
          .as('deactivation.store')
        router
          .delete('deactivation', [management.UserDeactivations, 'destroy'])
          .as('deactivation.destroy')
        router
          .post('password-reset', [management.UserPasswordResets, 'store'])
          .as('password_reset.store')
        router.delete('sessions', [management.UserSessions, 'destroy']).as('sessions.destroy')
        router
          .delete('second-factor', [management.UserSecondFactors, 'destroy'])
          .as('second_factor.destroy')
        router
          .post('second-factor-duty', [management.UserSecondFactorDuties, 'store'])
          .as('second_factor_duty.store')
        router
          .delete('second-factor-duty', [management.UserSecondFactorDuties, 'destroy'])
          .as('second_factor_duty.destroy')
        router.post('deletion', [management.UserDeletions, 'store']).as('deletion.store')
        router.delete('deletion', [management.UserDeletions, 'destroy']).as('deletion.destroy')
      })
      .prefix('users/:user_id')
      .as('users')
      .where('user_id', ROW_ID)
      .use([middleware.identity(), middleware.access('UserPolicy')])
    router
      .resource('users.impersonations', management.UserImpersonations)
      .only(['create', 'store'])
      .where('user_id', ROW_ID)
      .use('*', [middleware.identity(), middleware.access('UserPolicy')])
    router
      .get('users/:user_id/permissions', [management.UserPermissions, 'show'])
      .as('users.permissions.show')
      .where('user_id', ROW_ID)
      .use(middleware.access('UserPolicy'))
    router
      .post('user-batches', [management.UserBatches, 'store'])
      .as('user_batches.store')
      .use([middleware.identity(), middleware.access('UserPolicy')])
    router
      .resource('saved-views', management.SavedViews)
      .as('saved_views')
      .only(['store', 'destroy'])
      .where('id', ROW_ID)
      .use('*', middleware.access('self'))
    router
      .get('settings', [management.Settings, 'index'])
      .as('settings.index')
      .use(middleware.access('SettingPolicy'))
    router
      .group(() => {
        router.get('settings/edit', [management.Settings, 'edit']).as('settings.edit')
        router.put('settings', [management.Settings, 'update']).as('settings.update')
        router
          .post('setting-defaults', [management.SettingDefaults, 'store'])
          .as('setting_defaults.store')
        router.post('logo', [management.Logos, 'store']).as('logos.store')
      })
      .use([middleware.identity(), middleware.access('SettingPolicy')])
    router
      .get('user-options', [management.UserOptions, 'index'])
      .as('user_options.index')
      .use(middleware.access('UserPolicy'))
  })
  .prefix('management')
  .as('management')
  .use(middleware.auth())
  .use(middleware.secondFactor())
