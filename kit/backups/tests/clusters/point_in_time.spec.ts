import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { chownSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { postgresAccount } from '#local_services/account'
import { DatabaseNode } from '#postgres/tests/support/database_node'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'

test.group('Point-in-time recovery', () => {
  test('the steps of the guide bring a table back to the second before it was emptied', async ({
    assert,
    cleanup,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'easystart-wal-'))
    await chmod(folder, 0o755)
    const archive = join(folder, 'archive')
    await mkdir(archive)
    const account = postgresAccount()
    if (account) chownSync(archive, account.uid, account.gid)

    const node = new DatabaseNode('one', folder, await freePort())
    node.initialize()
    node.configure({
      archive_mode: 'on',
      archive_command: `'test ! -f ${archive}/%f && cp %p ${archive}/%f'`,
    })
    await node.start()
    const restored = new DatabaseNode('two', folder, await freePort())
    cleanup(async () => {
      await node.kill()
      await restored.kill()
      await rm(folder, { recursive: true, force: true })
    })

    await node.query('CREATE TABLE orders (id int)')
    restored.copy(node)
    await node.query('INSERT INTO orders SELECT generate_series(1, 1000)')
    const [{ now }] = await node.query('SELECT clock_timestamp()::text AS now')
    await wait(1100)
    await node.query('DELETE FROM orders')
    await node.query('SELECT pg_switch_wal()')
    const [{ file }] = await node.query('SELECT pg_walfile_name(pg_current_wal_lsn() - 1) AS file')
    await eventually(async () => {
      const files = await readdir(archive)
      return files.includes(file)
    })
    await node.kill()

    const data = join(folder, 'two', 'data')
    await rename(join(data, 'standby.signal'), join(data, 'recovery.signal'))
    restored.configure({
      primary_conninfo: `''`,
      restore_command: `'cp ${archive}/%f %p'`,
      recovery_target_time: `'${now}'`,
      recovery_target_action: `'promote'`,
    })
    await restored.start()
    await eventually(async () => {
      const [{ waits }] = await restored.query('SELECT pg_is_in_recovery() AS waits')
      return !waits
    })
    const [{ count }] = await restored.query('SELECT count(*)::int AS count FROM orders')
    assert.equal(count, 1000)
  })
})
