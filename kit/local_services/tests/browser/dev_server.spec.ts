import { test } from '@japa/runner'
import { ChildCommand } from '#local_services/child_command'
import localServices from '#local_services/main'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { Visitor } from '#tests/support/visitor'

const ROOT = new URL('../../../../', import.meta.url)

/** The web server of `node ace dev`, which adds a query to the address of each file that it may reload. */
async function startDevServer() {
  const port = await freePort()
  const server = new ChildCommand({
    root: ROOT,
    command: ['serve', '--hmr', '--no-clear'],
    env: {
      ...process.env,
      LOCAL_SERVICES_DIR: localServices.directory,
      HOST: 'localhost',
      PORT: String(port),
    },
    print: () => {},
  })
  const origin = `http://localhost:${port}`
  await eventually(async () => {
    const live = await fetch(`${origin}/health/live`).catch(() => undefined)
    return live?.ok
  })
  return { origin, stop: () => server.stop() }
}

test.group('Development server', () => {
  test('a sign-up is answered, although the address of each file has a query', async ({
    assert,
    cleanup,
  }) => {
    const { origin, stop } = await startDevServer()
    cleanup(stop)
    const visitor = new Visitor(origin)
    await visitor.get('/signup')
    const answer = await visitor.post('/signup', {
      name: 'Ada Lovelace',
      email: `ada.${crypto.randomUUID()}@example.com`,
      password: 'nine-kestrels-over-lisbon',
    })

    assert.equal(answer.headers.get('location'), '/email-confirmations/new')
  }).timeout(45_000)
})
