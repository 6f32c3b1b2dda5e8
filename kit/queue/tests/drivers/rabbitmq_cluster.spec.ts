import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { RabbitmqCluster } from '#queue/tests/support/brokers/rabbitmq_cluster'
import { completed, RabbitmqApp, storedJob } from '#queue/tests/support/rabbitmq_app'
import { eventually } from '#tests/support/eventually'

const PAUSE_MS = 20
const OUTAGE_MS = 2000
/** Longer than the nodes wait for each other. */
const PARTITION_MS = 8000

/** Publishes jobs one after another until it is stopped. A job whose publication failed may be in a queue or not. */
class Publishing {
  readonly sent: string[] = []
  readonly confirmed: string[] = []
  readonly errors: Error[] = []
  #isOver = false
  #running: Promise<void>

  constructor(app: RabbitmqApp) {
    this.#running = this.#run(app)
  }

  async stop() {
    this.#isOver = true
    await this.#running
  }

  /** Waits until this many more jobs are confirmed. */
  async untilConfirmed(count: number) {
    const goal = this.confirmed.length + count
    await eventually(async () => this.confirmed.length >= goal, 60_000)
  }

  async #run(app: RabbitmqApp) {
    while (!this.#isOver) {
      const job = storedJob()
      this.sent.push(job.id)
      await app.driver.publish([job]).then(
        () => this.confirmed.push(job.id),
        (error) => this.errors.push(error)
      )
      await wait(PAUSE_MS)
    }
  }
}

test.group('RabbitMQ | a cluster of three nodes', () => {
  test('nodes that are killed, cut off and no longer leaders lose no job and invent none', async ({
    assert,
  }) => {
    await using cluster = await RabbitmqCluster.start()
    const app = new RabbitmqApp(cluster.nodes[0], { url: cluster.url })
    await app.listen(() => completed)
    const publishing = new Publishing(app)
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

    const ended = () => new Set(app.ended.map(({ job }) => job.id))
    const lost = () => publishing.confirmed.filter((id) => !ended().has(id))
    await eventually(async () => lost().length === 0, 60_000).catch(() => {})
    assert.deepEqual(lost(), [])
    assert.deepEqual(
      [...ended()].filter((id) => !publishing.sent.includes(id)),
      []
    )
    const repeated = app.ended.length - ended().size
    console.log(`      ${publishing.confirmed.length} jobs, ${repeated} ran twice`)
    await app.end()
  }).timeout(300_000)
})
