import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { test } from '@japa/runner'
import queue from '#queue/main'
import { certificateFor } from '#queue/tests/support/certificate'
import RecordRunJob from '#queue/tests/support/jobs/record_run_job'
import { WorkerProcess } from '#queue/tests/support/worker_process'
import { happens, newKey, useWorkers } from '#queue/tests/support/workers'

test.group('Worker | RabbitMQ over TLS', (group) => {
  useWorkers(group)

  // The connection of a worker goes through its thread, which speaks TLS.
  if (queue.config.connection === 'rabbitmq') {
    test('a worker runs jobs over amqps, and asks for the host by its name', async ({
      assert,
      cleanup,
    }) => {
      await using files = await certificateFor('DNS:localhost')
      const { username, password, hostname, port } = new URL(queue.config.rabbitmq.url)
      const names: unknown[] = []
      const server = createServer(
        { key: readFileSync(files.key), cert: readFileSync(files.cert) },
        (client) => {
          names.push(client.servername)
          const broker = connect(Number(port), hostname)
          client.on('error', () => broker.destroy())
          broker.on('error', () => client.destroy())
          client.pipe(broker).pipe(client)
        }
      )
      await once(server.listen(0), 'listening')
      cleanup(() => void server.close())
      const own = (server.address() as AddressInfo).port
      const worker = new WorkerProcess([], {
        AMQP_URL: `amqps://${username}:${password}@localhost:${own}`,
        NODE_EXTRA_CA_CERTS: files.cert,
      })
      cleanup(() => worker.end())

      const key = newKey()
      await RecordRunJob.dispatch({ key })
      assert.deepEqual(await happens(key, 'done'), ['done'])
      assert.include(names, 'localhost')
    })
  }
})
