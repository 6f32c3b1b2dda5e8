import pg from 'pg'
import { test } from '@japa/runner'
import { startDatabaseProxy } from '#queue/tests/support/brokers/database_proxy'
import { hasIpv6, LOOPBACK_IPV6 } from '#queue/tests/support/ipv6'

if (hasIpv6()) {
  test.group('Database | IPv6', () => {
    test('a client connects to an address of IPv6, alone and in a cluster', async ({
      assert,
      cleanup,
    }) => {
      const { proxy, url, databaseName } = await startDatabaseProxy(LOOPBACK_IPV6)
      cleanup(() => proxy.end())
      const login = url.slice(0, url.indexOf('127.0.0.1'))
      const host = `[${LOOPBACK_IPV6}]:${proxy.port}`

      for (const hosts of [host, `[${LOOPBACK_IPV6}]:1,${host}`]) {
        const client = new pg.Client(`${login}${hosts}/${databaseName}`)
        await client.connect()
        const { rows } = await client.query('SELECT current_database() AS name')
        await client.end()
        assert.deepEqual(rows, [{ name: databaseName }])
      }
    })
  })
}
