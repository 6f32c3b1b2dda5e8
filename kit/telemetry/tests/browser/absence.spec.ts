import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import { freePort } from '#tests/support/free_port'
import { startServer } from '#tests/support/processes'

const NOTE_MODULES = new URL('../support/note_modules.mjs', import.meta.url)
const STOPS_WITHIN_MS = 8000

async function startNoting(env: NodeJS.ProcessEnv = {}) {
  const port = String(await freePort())
  return startServer({ PORT: port, NODE_OPTIONS: `--import=${NOTE_MODULES.href}`, ...env })
}

function telemetryIn({ lines }: { lines(): string[] }) {
  return lines().filter((line) => line.startsWith('TELEMETRY'))
}

/** Accepts connections and never answers. */
async function startSilentServer() {
  const server = createServer(() => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void server.close() }
}

test.group('Without a collector', () => {
  test('a web server loads neither OpenTelemetry nor Sentry unless a variable asks for it', async ({
    assert,
  }) => {
    await using server = await startNoting()
    await fetch(`${server.origin}/login`)
    assert.isEmpty(telemetryIn(server))

    await using reporting = await startNoting({ ERRORS_URL: 'http://public@127.0.0.1:1/42' })
    assert.isNotEmpty(telemetryIn(reporting))
  })

  test('a collector that never answers delays no request and no stop', async ({ assert }) => {
    using silent = await startSilentServer()
    const server = await startServer({
      PORT: String(await freePort()),
      ERRORS_URL: silent.origin,
      OTEL_EXPORTER_OTLP_ENDPOINT: silent.origin,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    })
    await fetch(`${server.origin}/login`)
    const begin = performance.now()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(`${server.origin}/login`))
    )
    const asked = performance.now()
    await server.stop()

    assert.isTrue(answers.every(({ status }) => status === 200))
    assert.isBelow(asked - begin, 5000)
    assert.isBelow(performance.now() - asked, STOPS_WITHIN_MS)
    assert.equal(server.exitCode(), 0)
  })
})
