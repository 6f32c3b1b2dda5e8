import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { Cluster } from '#postgres/cluster'
import { DATABASE, startAppOn } from '#postgres/tests/support/app_on_cluster'
import { startClusterBehindProxy } from '#postgres/tests/support/cluster_behind_proxy'
import type { DatabaseNode } from '#postgres/tests/support/database_node'
import { assertNothingLost, failOver } from '#postgres/tests/support/failover'
import { eventually } from '#tests/support/eventually'

/** A request waits 2 to 2.5 seconds for the database, and this machine may run other suites beside. */
const LONGEST_MS = 5000

test.group('A network that is cut without a word', () => {
  test('the app leaves the primary that it cannot reach, and refuses it when it comes back', async ({
    assert,
  }) => {
    await using behind = await startClusterBehindProxy()
    const { cluster, former, proxy, ports } = behind
    await using app = await startAppOn(cluster, ports)
    const { signUps } = app

    const cutAt = Date.now()
    proxy.stall()
    const { primary, promotedAt } = await failOver(assert, { cluster, signUps, lost: cutAt })
    assert.isBelow(signUps.slowestAfter(cutAt), LONGEST_MS)

    await eventually(() => hasJobSince(promotedAt, primary), 15_000)

    await proxy.restore()
    await eventually(async () => (await clientsOf(former)) === 0, 15_000)
    await wait(2000)
    assert.equal(await clientsOf(former), 0)
    await signUps.stop()
    const { port } = await new Cluster(cluster.urlOf('postgres', undefined, ports)).find()
    assert.equal(port, primary.port, 'a new process refuses it too')

    await assertNothingLost(assert, signUps, primary)
    assert.isFalse(app.worker.hasEnded())
  }).timeout(240_000)
})

/** Whether the worker has run a job that was dispatched after this moment. */
async function hasJobSince(moment: number, primary: DatabaseNode) {
  const [{ count }] = await primary.query(
    `SELECT count(*)::int AS count FROM job_runs
      WHERE status = 'completed' AND dispatched_at > to_timestamp(${moment / 1000})`,
    DATABASE
  )
  return count > 0
}

/** The former primary still has those whose commit waits for a standby: it does not notice that the app has left. */
async function clientsOf(node: DatabaseNode) {
  const clients = await node.query(
    `SELECT pid FROM pg_stat_activity
      WHERE datname = '${DATABASE}' AND wait_event IS DISTINCT FROM 'SyncRep'`
  )
  return clients.length
}
