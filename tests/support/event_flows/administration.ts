import db from '@adonisjs/lucid/services/db'
import { InvitationFactory } from '#database/factories/invitation_factory'
import { GroupFactory } from '#database/factories/group_factory'
import AccountDeletion from '#models/account_deletion'
import Invitation from '#models/invitation'
import SecondFactor from '#models/second_factor'
import settings from '#settings'
import UserAdministration from '#services/user_administration'
import { addAuthenticator } from '#tests/support/second_factor'
import { NEW_PASSWORD, NOWHERE, type Flows } from '#tests/support/event_flows/stage'

/** The acts of the commands for users, which have no browser. */
export const ADMINISTRATION_FLOWS: Flows<
  | 'account_created'
  | 'password_set'
  | 'account_disabled'
  | 'account_enabled'
  | 'groups_changed'
  | 'invitation_accepted'
  | 'profile_changed'
  | 'factor_required'
  | 'factor_not_required'
  | 'sessions_ended'
  | 'second_factor_reset'
  | 'deletion_ordered'
  | 'setting_changed'
> = {
  async account_created() {
    const email = `new.${crypto.randomUUID()}@example.com`
    return () => UserAdministration.create({ name: 'Ada', email, password: NEW_PASSWORD })
  },
  async password_set({ user }) {
    return () => UserAdministration.setPassword(user, NEW_PASSWORD)
  },
  async account_disabled({ user }) {
    return () => UserAdministration.disable(user)
  },
  async account_enabled({ user }) {
    await db.from('users').where('id', user.id).update({ disabled_at: new Date() })
    return () => UserAdministration.enable(user)
  },
  async groups_changed({ user }) {
    const group = await GroupFactory.create()
    return () => group.add([user.id], NOWHERE)
  },
  async invitation_accepted() {
    const invitation = await InvitationFactory.create()
    const token = await invitation.issueLink()
    const answer = { name: 'Grace', password: NEW_PASSWORD, locale: 'en' }
    return () => Invitation.accept(token, answer, NOWHERE)
  },
  async profile_changed({ user }) {
    return () => UserAdministration.update(user, { name: 'Grace', jobTitle: null })
  },
  async factor_required({ user }) {
    return () => UserAdministration.requireSecondFactor(user, true)
  },
  async factor_not_required({ user }) {
    await user.merge({ mustHaveSecondFactor: true }).save()
    return () => UserAdministration.requireSecondFactor(user, false)
  },
  async sessions_ended({ user }) {
    return () => UserAdministration.endAllSessions(user)
  },
  async second_factor_reset({ user }) {
    await addAuthenticator(user)
    return () => SecondFactor.reset(user)
  },
  async deletion_ordered({ user }) {
    return () => AccountDeletion.request(user, 'deletion_ordered', NOWHERE)
  },
  async setting_changed({ user }) {
    const by = { id: user.id, ...NOWHERE }
    return async () => {
      await settings.set('product.name', 'Green Tea', { by })
      settings.restore()
    }
  },
}
