import { test } from '@japa/runner'
import { GroupFactory } from '#database/factories/group_factory'
import { InvitationFactory } from '#database/factories/invitation_factory'
import { UserFactory } from '#database/factories/user_factory'
import SendInvitation from '#jobs/send_invitation'
import Group from '#models/group'
import Invitation from '#models/invitation'
import queue from '#queue/main'
import { administrator, asStaff, fieldsOf, staffWith } from '#tests/support/staff'

const EMAIL = 'grace@navy.example'

test.group('Invitations | staff', () => {
  test('the staff invites somebody into groups', async ({ assert, client }) => {
    using fake = queue.fake()
    const group = await GroupFactory.create()
    const response = await asStaff(
      client
        .visit('management.invitations.store')
        .form(fieldsOf({ email: EMAIL.toUpperCase(), name: 'Grace', groups: [group.id] })),
      await administrator()
    )

    response.assertHeader('location', '/management/invitations')
    response.assertFlashMessage('success', `The invitation is on its way to ${EMAIL}.`)
    const invitation = await Invitation.findByOrFail('email', EMAIL)
    assert.deepEqual(invitation.groupIds, [group.id])
    fake.assertDispatched(SendInvitation)
  })

  test('another invitation of the same address replaces the former one', async ({ client, db }) => {
    const staff = await administrator()
    for (const name of ['Grace', 'Hopper']) {
      const form = { email: EMAIL, name }
      await asStaff(client.visit('management.invitations.store').form(form), staff)
    }
    await db.assertHas('invitations', { email: EMAIL }, 1)
    await db.assertHas('invitations', { email: EMAIL, name: 'Hopper' })
  })

  test('an address that has an account is refused', async ({ assert, client, db }) => {
    const { email } = await UserFactory.create()
    const response = await asStaff(
      client.visit('management.invitations.store').form({ email, name: '' }),
      await administrator()
    )
    assert.deepEqual(response.flashMessage('inputErrorsBag'), {
      email: ['This address has an account already.'],
    })
    await db.assertMissing('invitations', { email })
  })

  test('nobody invites into a group with more permissions than his own', async ({ client, db }) => {
    const { id } = await Group.administrators()
    const response = await asStaff(
      client
        .visit('management.invitations.store')
        .form(fieldsOf({ email: EMAIL, name: '', groups: [id] })),
      await staffWith('users.create', 'groups.edit')
    )
    response.assertStatus(403)
    await db.assertMissing('invitations', { email: EMAIL })
  })

  for (const [field, value] of [
    ['email', 'grace'],
    ['email', ''],
    ['name', 'www.example.com'],
    ['groups', [2_000_000_000]],
    ['groups', ['x']],
  ] as const) {
    test(`the value ${JSON.stringify(value)} of ${field} is refused`, async ({
      assert,
      client,
    }) => {
      const response = await asStaff(
        client
          .visit('management.invitations.store')
          .form(fieldsOf({ email: EMAIL, name: '', [field]: value })),
        await administrator()
      )
      const [name] = Object.keys(response.flashMessage('inputErrorsBag'))
      assert.equal(name.split('.')[0], field)
    })
  }

  test('an invitation is sent again with the whole time, or withdrawn', async ({
    assert,
    client,
    db,
  }) => {
    using fake = queue.fake()
    const invitation = await InvitationFactory.apply('expired').create()
    const staff = await staffWith('users.create')
    await asStaff(
      client.visit('management.invitations.mails.store', { invitation_id: invitation.id }),
      staff
    )
    fake.assertDispatched(SendInvitation)
    await invitation.refresh()
    assert.isFalse(invitation.isExpired)

    await asStaff(client.visit('management.invitations.destroy', { id: invitation.id }), staff)
    await db.assertMissing('invitations', { id: invitation.id })
  })
})
