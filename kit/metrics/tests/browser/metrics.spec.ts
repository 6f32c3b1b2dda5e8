import { createServer } from 'node:http'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import { UserFactory } from '#database/factories/user_factory'
import SendPasswordReset from '#jobs/send_password_reset'
import { scrape } from '#metrics/tests/support/scrape'
import { startDatabaseProxy } from '#queue/tests/support/brokers/database_proxy'
import { freePort } from '#tests/support/free_port'
import { startServer, startWorker, startWorkerWith, stopWorker } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

async function startMeasured(env: NodeJS.ProcessEnv = {}) {
  const metrics = await freePort()
  const ports = { PORT: String(await freePort()), METRICS_PORT: String(metrics) }
  const server = await startServer({ ...ports, ...env })
  return { ...server, metrics }
}

/** Asks until the metric has a value, for at most ten seconds. */
async function eventually(port: number, name: string, labels: Record<string, string>) {
  for (let tries = 0; tries < 100; tries++) {
    const found = await scrape(port).catch(() => undefined)
    const value = found?.value(name, labels)
    if (value) return value
    await wait(100)
  }
  return undefined
}

test.group('Metrics of a web server', () => {
  test('requests are counted by the pattern of their route', async ({ assert }) => {
    await using server = await startMeasured()
    const visitor = new Visitor(server.origin)
    await visitor.get('/login')
    await visitor.get('/login')
    await visitor.get('/no-such-page/4711')
    await visitor.get('/dashboard')

    const { text, value } = await scrape(server.metrics)
    const count = (route: string, status: string) =>
      value('http_request_duration_seconds_count', { method: 'GET', route, status })
    assert.equal(count('/login', '200'), 2)
    assert.equal(count('/*', '404'), 1)
    assert.equal(count('/dashboard', '302'), 1)
    assert.notInclude(text, '4711')
  })

  test('the pool, the event loop, the queues and the schedules are there', async ({ assert }) => {
    await using server = await startMeasured()
    await new Visitor(server.origin).get('/health/ready')

    // A process has none before its memory is collected for the first time.
    await eventually(server.metrics, 'nodejs_gc_duration_seconds_count', {})
    const { value } = await scrape(server.metrics)
    assert.isAbove(value('nodejs_gc_duration_seconds_count')!, 0)
    assert.equal(value('db_pool_max', { connection: 'postgres' }), 10)
    assert.isAbove(value('db_pool_connections', { connection: 'postgres' })!, 0)
    assert.equal(value('db_pool_waiting', { connection: 'postgres' }), 0)
    assert.isAbove(value('nodejs_eventloop_lag_p99_seconds')!, 0)
    assert.equal(value('database_up'), 1)
    assert.equal(value('queue_jobs', { queue: 'high', state: 'waiting' }), 0)
    assert.equal(value('queue_paused', { queue: 'low' }), 0)
    assert.isAbove(value('queue_workers')!, 0)
    assert.equal(value('schedule_overdue_seconds', { schedule: 'prune_sessions' }), 0)
    assert.isDefined(
      value('schedule_ticks_total', { schedule: 'prune_sessions', result: 'missed' })
    )
  })

  test('the port of the pages has no metrics, and the port of the metrics no pages', async ({
    assert,
  }) => {
    await using server = await startMeasured()
    const address = `http://127.0.0.1:${server.metrics}`

    const page = await fetch(`${server.origin}/metrics`)
    const other = await fetch(`${address}/login`)
    const posted = await fetch(`${address}/metrics`, { method: 'POST' })
    assert.equal(page.status, 404)
    assert.equal(other.status, 404)
    assert.equal(posted.status, 405)
    assert.equal(posted.headers.get('allow'), 'GET, HEAD')
  })

  test('with METRICS_TOKEN, a request needs the token', async ({ assert }) => {
    await using server = await startMeasured({ METRICS_TOKEN: 'a-long-token' })
    const status = async (headers: Record<string, string>) => {
      const response = await fetch(`http://127.0.0.1:${server.metrics}/metrics`, { headers })
      return response.status
    }

    assert.equal(await status({}), 401)
    assert.equal(await status({ authorization: 'Bearer a-long-tokem' }), 401)
    assert.equal(await status({ authorization: 'Basic a-long-token' }), 401)
    assert.equal(await status({ authorization: 'Bearer a-long-token' }), 200)
  })

  test('the server starts while another program has the port, and takes it later', async ({
    assert,
  }) => {
    const other = createServer()
    const port = await freePort()
    other.listen(port, '127.0.0.1')
    await once(other, 'listening')
    await using server = await startServer({
      PORT: String(await freePort()),
      METRICS_PORT: String(port),
    })

    const page = await fetch(`${server.origin}/login`)
    assert.equal(page.status, 200)
    assert.isTrue(server.lines().some((line) => line.includes('another program uses it')))
    other.close()
    assert.equal(await eventually(port, 'database_up', {}), 1)
  })

  test('a request that its client gives up is counted', async ({ assert }) => {
    const { proxy, url } = await startDatabaseProxy()
    await using server = await startMeasured({ DATABASE_URL: url, LOG_LEVEL: 'silent' })
    proxy.stall()
    const socket = connect(Number(new URL(server.origin).port), 'localhost')
    socket.write('GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await wait(300)
    socket.destroy()

    const labels = { method: 'GET', route: '/health/ready' }
    assert.equal(await eventually(server.metrics, 'http_requests_aborted_total', labels), 1)
    proxy.restore()
    await proxy.end()
  })

  test('while PostgreSQL is silent, the metrics of the process are answered within three seconds', async ({
    assert,
  }) => {
    const { proxy, url } = await startDatabaseProxy()
    await using server = await startMeasured({ DATABASE_URL: url, LOG_LEVEL: 'silent' })
    proxy.stall()
    const begin = performance.now()
    const { value } = await scrape(server.metrics)

    assert.isBelow(performance.now() - begin, 3000)
    assert.equal(value('database_up'), 0)
    assert.isUndefined(value('queue_workers'))
    assert.isUndefined(value('queue_jobs'))
    assert.isAbove(value('process_cpu_seconds_total')!, 0)
    proxy.restore()
    await proxy.end()
  })
})

test.group('Metrics of a worker', (group) => {
  // The worker of the suite could take all jobs.
  group.setup(async () => {
    await stopWorker()
    return startWorker
  })

  test('a worker counts its jobs and its mails', async ({ assert }) => {
    const metrics = await freePort()
    await using worker = await startWorkerWith({ METRICS_PORT: String(metrics) })
    await eventually(metrics, 'database_up', {})
    await resetPasswords()

    const job = { job_name: 'send_password_reset' }
    assert.isAbove((await eventually(metrics, 'jobs_total', { ...job, result: 'completed' }))!, 0)
    assert.isAbove((await eventually(metrics, 'job_duration_seconds_count', job))!, 0)
    assert.isAbove((await eventually(metrics, 'mails_total', { result: 'sent' }))!, 0)
    assert.isFalse(worker.hasEnded())
  })

  test('a mail that cannot be sent is counted as failed', async ({ assert }) => {
    const metrics = await freePort()
    await using worker = await startWorkerWith({
      METRICS_PORT: String(metrics),
      SMTP_URL: 'smtp://127.0.0.1:1',
    })
    await eventually(metrics, 'database_up', {})
    await resetPasswords()

    assert.isAbove((await eventually(metrics, 'mails_total', { result: 'failed' }))!, 0)
    const retried = { job_name: 'send_password_reset', result: 'retrying' }
    assert.isAbove((await eventually(metrics, 'jobs_total', retried))!, 0)
    assert.isFalse(worker.hasEnded())
  })
})

async function resetPasswords() {
  const users = await UserFactory.createMany(2)
  await SendPasswordReset.dispatchMany(users.map(({ email }) => ({ email })))
}
