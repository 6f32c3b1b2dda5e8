import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { UserFactory } from '#database/factories/user_factory'
import { EVENT_KINDS, type EventKind } from '#models/account_event'
import queue from '#queue/main'
import { BROWSER } from '#tests/support/browser_name'
import { ADMINISTRATION_FLOWS } from '#tests/support/event_flows/administration'
import { FLOWS } from '#tests/support/event_flows/flows'
import { IMPERSONATION_FLOWS } from '#tests/support/event_flows/impersonation'
import { logInWithSecondFactor } from '#tests/support/event_flows/log_in'
import { logInWithSecondPasskey } from '#tests/support/event_flows/passkeys'
import type { Flow } from '#tests/support/event_flows/stage'

/** The kinds that one act records together, in this order. All others stand alone. */
const TOGETHER: Partial<Record<EventKind, EventKind[]>> = {
  signed_up: ['signed_up', 'confirmed', 'signed_in'],
  confirmed: ['signed_up', 'confirmed', 'signed_in'],
  recovery_code_used: ['recovery_code_used', 'signed_in'],
  log_in_code_used: ['log_in_code_used', 'signed_in'],
  identity_used: ['identity_used', 'signed_in'],
  passkey_used: ['passkey_used', 'signed_in'],
  passkey_added: ['passkey_added', 'recovery_codes_made'],
  second_factor_enabled: ['second_factor_enabled', 'recovery_codes_made'],
  impersonation_started: ['impersonation_started', 'viewed_by_staff'],
  viewed_by_staff: ['impersonation_started', 'viewed_by_staff'],
  used_by_staff: ['impersonation_started', 'used_by_staff'],
  impersonation_ended: ['impersonation_ended', 'left_by_staff'],
  left_by_staff: ['impersonation_ended', 'left_by_staff'],
  access_tokens_revoked: ['access_tokens_revoked', 'email_change_undone'],
}

/** An account that is gone keeps no trace of a device, and the acts of an administrator come from the server. */
const WITHOUT_DEVICE = [
  'account_erased',
  ...Object.keys({ ...ADMINISTRATION_FLOWS, ...IMPERSONATION_FLOWS }),
]

async function rowsOf(flow: Flow, stage: Parameters<Flow>[0]) {
  const act = await flow(stage)
  await queue.drain()
  const [{ last }] = await db.from('account_events').max('id as last')
  await act()
  await queue.drain()
  const rows = await db
    .from('account_events')
    .where('id', '>', last ?? 0)
    .orderBy('id')
  return rows as { kind: EventKind; ip_address: string | null; user_agent: string | null }[]
}

test.group('Account events | kinds', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })

  test('each kind of event has a flow that records it (ASVS 16.3.1)', ({ assert }) => {
    assert.sameMembers(Object.keys(FLOWS), [...EVENT_KINDS])
  })

  for (const kind of EVENT_KINDS) {
    test(`"${kind}" is recorded once by its flow, with the device and the address`, async ({
      assert,
      client,
    }) => {
      const rows = await rowsOf(FLOWS[kind], { client, user: await UserFactory.create() })
      assert.deepEqual(
        rows.map((row) => row.kind),
        TOGETHER[kind] ?? [kind]
      )
      const device = WITHOUT_DEVICE.includes(kind) ? null : BROWSER
      for (const row of rows.filter(({ kind: one }) => one !== 'signed_up')) {
        assert.equal(row.user_agent, device)
        assert.equal(row.ip_address !== null, device !== null)
      }
    })
  }

  test('a log-in with a second step is one log-in', async ({ assert, client }) => {
    const [user, other] = await UserFactory.createMany(2)
    const byApp = await rowsOf(logInWithSecondFactor, { client, user })
    const byPasskey = await rowsOf(logInWithSecondPasskey, { client, user: other })
    assert.deepEqual(
      [byApp, byPasskey].map((rows) => rows.map(({ kind }) => kind)),
      [['signed_in'], ['passkey_used', 'signed_in']]
    )
  })
})
