import { DateTime } from 'luxon'
import factory from '@adonisjs/lucid/factories'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { UserFactory } from '#database/factories/user_factory'
import Group from '#models/group'
import Invitation from '#models/invitation'

async function newAdministrator(trx: TransactionClientContract) {
  const user = await UserFactory.client(trx).create()
  const administrators = await Group.administrators(trx)
  await administrators.add([user.id], { ipAddress: null, userAgent: null }, trx)
  return user.id
}

/** An open invitation of an administrator. Its mail is not sent yet. */
export const InvitationFactory = factory
  .define(Invitation, () => ({
    email: `grace.${crypto.randomUUID()}@example.com`,
    groupIds: [],
    expiresAt: DateTime.now().plus({ days: 7 }),
  }))
  .state('expired', (invitation) => {
    invitation.expiresAt = DateTime.now().minus({ minutes: 1 })
  })
  .before('create', async (_factory, invitation, { $trx }) => {
    invitation.inviterId ??= await newAdministrator($trx!)
  })
  .build()
