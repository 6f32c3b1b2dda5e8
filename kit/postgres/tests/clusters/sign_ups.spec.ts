import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { startAppOn } from '#postgres/tests/support/app_on_cluster'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import { assertNothingLost, failOver } from '#postgres/tests/support/failover'

test.group('The loss of the primary', () => {
  test('no accepted sign-up and no mail is lost, and none is invented', async ({ assert }) => {
    await using cluster = await DatabaseCluster.start()
    await using app = await startAppOn(cluster)
    const { signUps } = app
    const [former] = cluster.nodes

    const killedAt = Date.now()
    await former.kill()
    const { primary } = await failOver(assert, { cluster, signUps, lost: killedAt })
    await wait(2000)
    await signUps.stop()

    await assertNothingLost(assert, signUps, primary)
    assert.isFalse(app.worker.hasEnded())
  }).timeout(240_000)
})
