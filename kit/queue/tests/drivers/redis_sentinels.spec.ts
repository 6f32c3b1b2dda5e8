import { readFile } from 'node:fs/promises'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { test } from '@japa/runner'
import { Sentinels } from '#queue/tests/support/brokers/sentinels'
import { certificateFor } from '#queue/tests/support/certificate'
import { DriverListener } from '#queue/tests/support/driver_listener'
import { Publishing } from '#queue/tests/support/publishing'
import { storedJob } from '#queue/tests/support/stored_jobs'
import { QUEUES, redisDriver } from '#queue/tests/support/redis_queue'

/** This process trusts the certificate until the end of the test. */
async function trust(file: string) {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, await readFile(file, 'utf8')])
  return { forget: () => setDefaultCACertificates(before) }
}

test.group('Redis | sentinels', () => {
  test('a primary that is killed or frozen is left for the promoted one, without the loss of a confirmed job', async ({
    assert,
  }) => {
    await using cluster = await Sentinels.start()
    const driver = redisDriver(cluster.url)
    await driver.check()
    const listener = new DriverListener()
    const listening = await driver.listen(QUEUES, listener)
    const publishing = new Publishing(driver)
    await publishing.untilConfirmed(50)

    const killed = await cluster.primary()
    await killed.kill()
    await cluster.untilReplaced(killed)
    await publishing.untilConfirmed(50)
    await killed.start()
    await cluster.untilWhole()

    const frozen = await cluster.primary()
    frozen.freeze()
    await cluster.untilReplaced(frozen)
    await publishing.untilConfirmed(50)
    frozen.thaw()
    await cluster.untilWhole()
    await publishing.untilConfirmed(50)
    await publishing.stop()

    const { twice, ...faults } = await publishing.compareWith(() =>
      listener.reserved.map(({ id }) => id)
    )
    console.log(
      `      ${publishing.confirmed.length} jobs, ${publishing.errors.length} refused, ${twice} ran twice`
    )
    await listening.stop(0)
    await driver.close()
    assert.deepEqual(faults, { lost: [], invented: [] })
  })

  test('rediss+sentinel:// speaks TLS to sentinels and servers, through a failover, and trusts no unknown certificate', async ({
    assert,
    cleanup,
  }) => {
    await using files = await certificateFor('IP:127.0.0.1')
    const { forget } = await trust(files.cert)
    cleanup(forget)
    await using cluster = await Sentinels.start(files)
    const driver = redisDriver(cluster.url)
    await driver.check()
    const listener = new DriverListener()
    const listening = await driver.listen(QUEUES, listener)
    const publishing = new Publishing(driver)
    await publishing.untilConfirmed(20)
    const killed = await cluster.primary()
    await killed.kill()
    await cluster.untilReplaced(killed)
    await publishing.untilConfirmed(20)
    await publishing.stop()
    const { twice, ...faults } = await publishing.compareWith(() =>
      listener.reserved.map(({ id }) => id)
    )
    await listening.stop(0)
    await driver.close()
    assert.isBelow(twice, 2)
    assert.deepEqual(faults, { lost: [], invented: [] })

    const plain = redisDriver(cluster.url.replace('rediss', 'redis'))
    await assert.rejects(() => plain.publish([storedJob()]))
    await plain.close()
    forget()
    const stranger = redisDriver(cluster.url)
    await assert.rejects(() => stranger.publish([storedJob()]), /sentinels are unreachable/)
    await stranger.close()
  })

  test('a wrong name is refused, a sentinel may be off, and no job is confirmed before a replica has it', async ({
    assert,
  }) => {
    await using cluster = await Sentinels.start()
    await assert.rejects(
      () => redisDriver(cluster.url.replace('=shop', '=shoe')).check(),
      /do not monitor a Redis of this name. Correct master= in REDIS_URL/
    )
    await assert.rejects(
      () => redisDriver(cluster.url.replace('?master=shop', '')).check(),
      /REDIS_URL is wrong: it needs \?master=/
    )

    const [first] = cluster.sentinels
    await first.kill()
    const driver = redisDriver(cluster.url)
    await driver.check()
    await driver.publish([storedJob()])

    const [, ...replicas] = cluster.servers
    for (const replica of replicas) replica.freeze()
    await assert.rejects(() => driver.publish([storedJob()]), /No replica of Redis had the job/)
    await driver.close()
  })
})
