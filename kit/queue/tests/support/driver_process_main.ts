/**
 * Takes jobs from a broker in a separate process, which may be killed or frozen, or have a skewed clock. It prints a
 * line of JSON for each job, and holds a job if its payload requests this.
 */
import '#queue/tests/support/skewed_clock'
import type pg from 'pg'
import type { Listener } from '#queue/drivers/driver'
import { untilAborted } from '#queue/tests/support/driver_listener'

const LEASE_MS = Number(process.env.QUEUE_LEASE_MS ?? 3000)
const { BROKER, BROKER_URL, RETRY_MS } = process.env

const listener: Listener = {
  async handle(job) {
    say({
      reserved: job.id,
      attempt: job.attempt,
      crashes: job.crashes,
      possibleDuplicate: job.possibleDuplicate,
    })
    if ((job.message.payload as { hold?: boolean })?.hold) return untilAborted(job)
    if (RETRY_MS && job.attempt === 1) {
      return { status: 'retry', error: new Error('Once more'), delay: Number(RETRY_MS) }
    }
    return { status: 'completed' }
  },
  ended: (job, { status }) => say({ ended: job.id, status }),
  onError: (error) => say({ error: error.message }),
}

const listening = await listen()
process.on('SIGTERM', () => void listening.stop(500))
say({ ready: true })

async function listen() {
  const options = { queues: ['default'], concurrency: 2 }
  if (BROKER === 'postgres') {
    const { listenOnPostgres } = await import('#queue/drivers/postgres/listening')
    const connection: pg.PoolConfig = JSON.parse(BROKER_URL!)
    return listenOnPostgres(connection, LEASE_MS, options, listener)
  }
  const { RedisDriver } = await import('#queue/drivers/redis/driver')
  const config = { lease: LEASE_MS, redis: { url: BROKER_URL! } }
  return new RedisDriver(config, async () => ({ prefix: 'queue' })).listen(options, listener)
}

function say(line: object) {
  const { user, system } = process.cpuUsage()
  const at = performance.timeOrigin + performance.now()
  process.stdout.write(`${JSON.stringify({ ...line, at, cpu: (user + system) / 1000 })}\n`)
}
