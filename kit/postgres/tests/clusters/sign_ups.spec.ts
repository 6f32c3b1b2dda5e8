import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { DATABASE, startAppOn } from '#postgres/tests/support/app_on_cluster'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'

const RECOVERY_MS = 5000

test.group('The loss of the primary', () => {
  test('no accepted sign-up and no mail is lost, and none is invented', async ({ assert }) => {
    await using cluster = await DatabaseCluster.start()
    await using app = await startAppOn(cluster)
    const { signUps } = app
    const [former, ...standbys] = cluster.nodes

    const killedAt = Date.now()
    await former.kill()
    await signUps.firstAfter(killedAt, 503)
    await signUps.firstReadinessAfter(killedAt, 503)
    const primary = await cluster.promote(standbys)
    const promotedAt = Date.now()
    const accepted = await signUps.firstAfter(promotedAt, 302)
    const ready = await signUps.firstReadinessAfter(promotedAt, 200)
    assert.isBelow(accepted.at - promotedAt, RECOVERY_MS)
    assert.isBelow(ready.at - promotedAt, RECOVERY_MS)
    await wait(2000)
    await signUps.stop()

    const statuses = new Set(signUps.answers.map(({ status }) => status))
    assert.sameMembers([...statuses], [302, 503])
    assert.deepEqual(await signUps.compareWith(primary, DATABASE), {
      lost: [],
      invented: [],
      phantomMails: [],
    })
    assert.isFalse(app.worker.hasEnded())
  })
})
