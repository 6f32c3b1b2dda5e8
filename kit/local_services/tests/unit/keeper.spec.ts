import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { keeperSocket, placeOf } from '#local_services/place'
import { Checkout, eventually, query } from './checkout.js'

test.group('Local services | keeper', (group) => {
  let checkout: Checkout

  group.tap((one) =>
    one
      .timeout(30_000)
      .skip(process.platform !== 'linux', 'processes are looked up in /proc, which only Linux has')
  )
  group.setup(async () => {
    checkout = await Checkout.create()
    return () => checkout.remove()
  })
  group.each.teardown(() => checkout.releaseAll())

  test('the first client gets PostgreSQL and its database', async ({ assert }) => {
    const client = checkout.client()
    const progress: string[] = []
    await client.acquire(['postgres'], { progress: (text) => progress.push(text) })

    const [row] = await query(
      client,
      `SELECT current_database() AS database, current_setting('server_encoding') AS encoding,
        current_setting('listen_addresses') AS addresses, current_setting('fsync') AS fsync, upper('ä') AS upper`
    )
    assert.deepEqual(row, {
      database: 'easystart_test',
      encoding: 'UTF8',
      addresses: '',
      fsync: 'off',
      upper: 'Ä',
    })
    assert.match(progress.join(), /Preparing PostgreSQL/)
  })

  test('simultaneous clients share one keeper', async ({ assert }) => {
    const clients = Array.from({ length: 5 }, () => checkout.client())
    await Promise.all(clients.map((client) => client.acquire(['postgres', 'mailbox'])))

    assert.lengthOf(checkout.keepers(), 1)
    assert.lengthOf(checkout.servers(), 1)
  })

  test('the last client waits at its release until every process has ended', async ({ assert }) => {
    const [first, last] = [checkout.client(), checkout.client()]
    await Promise.all([first.acquire(['postgres']), last.acquire(['postgres'])])

    await first.release()
    assert.lengthOf(checkout.servers(), 1)

    await last.release()
    assert.lengthOf(checkout.servers(), 0)
    assert.isTrue(await checkout.untilNothingRuns())
  })

  test('a client that connects to a stopping keeper gets a new keeper', async ({ assert }) => {
    const [first, second] = [checkout.client(), checkout.client()]
    await first.acquire(['postgres'])
    await Promise.all([first.release(), second.acquire(['postgres'])])

    assert.deepEqual(await query(second, 'SELECT 1 AS one'), [{ one: 1 }])
  })

  test('a killed client leaves no process running', async ({ assert, cleanup }) => {
    const client = spawnClient(checkout.root)
    cleanup(() => void client.kill('SIGKILL'))
    await once(client.stdout, 'data')
    assert.lengthOf(checkout.servers(), 1)

    client.kill('SIGKILL')
    assert.isTrue(await checkout.untilNothingRuns())
  })

  test('a client that dies before it reads its answer does not disturb the keeper', async ({
    assert,
  }) => {
    const client = checkout.client()
    await client.acquire(['postgres'])
    const keepers = checkout.keepers()
    const place = placeOf({ root: checkout.root, environment: 'test' })
    const deaf = connect(keeperSocket(place)).pause()
    deaf.write(`${JSON.stringify({ want: ['postgres'] })}\n`)
    await wait(300)
    deaf.destroy()
    await wait(300)

    assert.deepEqual(checkout.keepers(), keepers)
  })

  test('a killed keeper is replaced without data loss', async ({ assert }) => {
    const client = checkout.client()
    await client.acquire(['postgres'])
    await query(client, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS one')
    await wait(1100)

    const [keeper] = checkout.keepers()
    const [orphan] = checkout.servers()
    process.kill(keeper, 'SIGKILL')
    await eventually(async () => assert.notDeepEqual(checkout.servers(), [orphan]))

    const rows = await eventually(() => query(client, 'SELECT one FROM kept'))
    assert.deepEqual(rows, [{ one: 1 }])
    assert.lengthOf(checkout.servers(), 1)
    assert.notDeepEqual(checkout.keepers(), [keeper])
  })

  test('a killed PostgreSQL is replaced', async ({ assert }) => {
    const client = checkout.client()
    await client.acquire(['postgres'])
    await wait(1100)

    const [server] = checkout.servers()
    process.kill(server, 'SIGKILL')

    await eventually(async () => assert.notInclude([server, undefined], checkout.servers()[0]))
    const rows = await eventually(() => query(client, 'SELECT 1 AS one'))
    assert.deepEqual(rows, [{ one: 1 }])
  })

  test('several processes can create the same database at the same moment', async ({ assert }) => {
    const client = checkout.client()
    await client.acquire(['postgres'])

    await Promise.all(Array.from({ length: 5 }, () => client.createDatabase('same "name"')))

    const rows = await query(client, `SELECT datname FROM pg_database WHERE datname LIKE 'same%'`)
    assert.deepEqual(rows, [{ datname: 'same "name"' }])
  })

  test('a process with LOCAL_SERVICES_DIR joins the running services and starts none', async ({
    assert,
  }) => {
    const owner = checkout.client()
    const child = checkout.client({ directory: owner.directory })
    await assert.rejects(() => child.acquire(['postgres']), /no local services run there/)

    await owner.acquire(['postgres'])
    await child.acquire(['postgres'])
    assert.deepEqual(await query(child, 'SELECT 1 AS one'), [{ one: 1 }])
    assert.lengthOf(checkout.keepers(), 1)
  })
})

function spawnClient(root: string) {
  const module = fileURLToPath(import.meta.resolve('../../local_services.ts'))
  const script = `
    import { LocalServices } from ${JSON.stringify(module)}
    const client = new LocalServices({ root: ${JSON.stringify(root)}, environment: 'test' })
    await client.acquire(['postgres', 'mailbox'])
    console.log('ready')
    setInterval(() => {}, 1000)`
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: [...stdio] })
}
