import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { RabbitmqCluster } from '#queue/tests/support/brokers/rabbitmq_cluster'
import { Publishing } from '#queue/tests/support/publishing'
import { completed, RabbitmqApp } from '#queue/tests/support/rabbitmq_app'

const OUTAGE_MS = 2000
/** Longer than the nodes wait for each other. */
const PARTITION_MS = 8000

test.group('RabbitMQ | a cluster of three nodes', () => {
  test('nodes that are killed, cut off and no longer leaders lose no job and invent none', async ({
    assert,
  }) => {
    await using cluster = await RabbitmqCluster.start()
    const app = new RabbitmqApp(cluster.nodes[0], { url: cluster.url })
    await app.listen(() => completed)
    const publishing = new Publishing(app.driver)
    await publishing.untilConfirmed(20)

    for (const node of cluster.nodes) {
      await node.kill()
      await wait(OUTAGE_MS)
      await publishing.untilConfirmed(10)
      await cluster.restart(node)
    }
    const [, second, third] = cluster.nodes
    await cluster.isolate(second)
    await wait(PARTITION_MS)
    await publishing.untilConfirmed(10)
    await cluster.reunite(second)
    await cluster.lead(third)
    await publishing.untilConfirmed(20)
    await publishing.stop()

    const { twice, ...faults } = await publishing.compareWith(() =>
      app.ended.map(({ job }) => job.id)
    )
    assert.deepEqual(faults, { lost: [], invented: [] })
    console.log(`      ${publishing.confirmed.length} jobs, ${twice} ran twice`)
    await app.end()
  }).timeout(300_000)
})
