import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { InvitationFactory } from '#database/factories/invitation_factory'
import { UserFactory } from '#database/factories/user_factory'
import AccountDeletion from '#models/account_deletion'
import Group from '#models/group'
import Invitation from '#models/invitation'
import type User from '#models/user'
import queue from '#queue/main'
import UserAdministration from '#services/user_administration'
import { administrator, asStaff, memberOf, removeFrom, staffWith } from '#tests/support/staff'

const NOWHERE = { ipAddress: null, userAgent: null }
const answer = { name: 'Grace Hopper', password: 'nine-kestrels-over-lisbon', locale: 'en' }

async function inviterIn(group: Group) {
  const inviter = await memberOf(group)
  const invitation = await InvitationFactory.merge({ inviterId: inviter.id }).create()
  return { inviter, invitation }
}

/** How an inviter loses the right to invite. */
const LOSSES: Record<string, (inviter: User, group: Group) => Promise<unknown>> = {
  'has left the group': (inviter, group) => removeFrom(group, inviter),
  'has a group without the permission': (_inviter, group) =>
    Group.change([{ id: group.id, added: [], removed: ['users.create'] }]),
  'is deactivated': (inviter) => UserAdministration.disable(inviter),
  'is being deleted': (inviter) => AccountDeletion.request(inviter, 'deletion_ordered', NOWHERE),
  'is erased': (inviter) => inviter.delete(),
}

test.group('Invitations | inviter', () => {
  for (const [title, lose] of Object.entries(LOSSES)) {
    test(`the link of an inviter who ${title} opens nothing`, async ({ assert, client, db }) => {
      const group = await GroupFactory.merge({ permissions: ['users.create'] }).create()
      const { inviter, invitation } = await inviterIn(group)
      const token = await invitation.issueLink()
      await lose(inviter, group)

      const page = await client.visit('invitations.edit', { token })
      page.assertStatus(403)
      assert.isNull(await Invitation.accept(token, answer, NOWHERE))
      await db.assertMissing('users', { email: invitation.email })
    })
  }

  test('the account joins no group into which the inviter cannot take others any more', async ({
    assert,
    db,
  }) => {
    const inviter = await staffWith('users.create', 'groups.edit')
    const kept = await GroupFactory.create()
    const grown = await GroupFactory.create()
    const groupIds = [kept.id, grown.id]
    const invitation = await InvitationFactory.merge({ inviterId: inviter.id, groupIds }).create()
    const token = await invitation.issueLink()
    await Group.change([{ id: grown.id, added: ['users.delete'], removed: [] }])

    const user = await Invitation.accept(token, answer, NOWHERE)
    assert.isFalse(await user!.may('users.delete'))
    await db.assertHas('group_members', { user_id: user!.id }, 1)
    await db.assertHas('group_members', { user_id: user!.id, group_id: kept.id })
  })

  test('somebody who sends the invitation again takes the place of such an inviter', async ({
    client,
    db,
  }) => {
    using fake = queue.fake()
    const group = await GroupFactory.merge({ permissions: ['users.create'] }).create()
    const { inviter, invitation } = await inviterIn(group)
    const staff = await administrator()
    const again = { invitation_id: invitation.id }
    await asStaff(client.visit('management.invitations.mails.store', again), staff)
    await db.assertHas('invitations', { id: invitation.id, inviter_id: inviter.id })

    await removeFrom(group, inviter)
    await asStaff(client.visit('management.invitations.mails.store', again), staff)
    await db.assertHas('invitations', { id: invitation.id, inviter_id: staff.id })
    fake.assertCount(2)
  })

  test('nothing is sent again to an address that has got an account', async ({ client, db }) => {
    using fake = queue.fake()
    const invitation = await InvitationFactory.create()
    await UserFactory.merge({ email: invitation.email }).create()
    const response = await asStaff(
      client.visit('management.invitations.mails.store', { invitation_id: invitation.id }),
      await administrator()
    )
    response.assertFlashMessage('error', 'This address has an account already.')
    fake.assertCount(0)
    await db.assertMissing('invitations', { id: invitation.id })
  })
})
