import { test } from '@japa/runner'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import { Pooler } from '#postgres/tests/support/pooler'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { mailsTo } from '#tests/support/mails'
import { runBuilt, startServer, startWorkerWith } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

const DATABASE = 'pooled_test'
const SIZE = 2
const GUESTS = [1, 2, 3, 4]

test.group('A pooler of transactions', () => {
  test('guests sign up behind it over few connections, and settings and maintenance change within a second', async ({
    assert,
  }) => {
    await using cluster = await DatabaseCluster.start()
    const [primary] = cluster.nodes
    await using pooler = await Pooler.start(primary.port, SIZE)
    await primary.query(`CREATE DATABASE ${DATABASE}`)
    const direct = { DATABASE_URL: cluster.urlOf('pooled'), TEST_LANE: '' }
    await runBuilt(['migration:run', '--force'], direct)
    await using worker = await startWorkerWith(direct)
    assert.isFalse(worker.hasEnded())
    await using server = await startServer({
      TEST_LANE: '',
      DATABASE_URL: `postgresql://postgres@127.0.0.1:${pooler.port}/pooled`,
      DATABASE_DIRECT_URL: cluster.urlOf('pooled'),
      TRUST_PROXY: 'loopback',
      PORT: String(await freePort()),
    })

    const signUps = await Promise.all(GUESTS.map((guest) => signUpOften(server.origin, guest)))
    assert.deepEqual([...new Set(signUps.flat().map(({ status }) => status))], [302])
    const emails = signUps.flat().map(({ email }) => email)
    await eventually(async () => {
      const mails = await Promise.all(emails.map(mailsTo))
      return mails.every((found) => found.length === 1)
    })

    await runBuilt(['settings:set', 'registration.isOpen', 'false'], direct)
    await eventually(async () => {
      const { status } = await new Visitor(server.origin).get('/signup')
      return status === 404
    }, 1000)

    await runBuilt(['down'], direct)
    await eventually(async () => {
      const { status } = await new Visitor(server.origin).get('/')
      return status === 503
    }, 1000)
  })
})

/** One after another: a busy machine would answer 503 if all came at once. */
async function signUpOften(origin: string, guest: number) {
  const answers: { email: string; status: number }[] = []
  for (let count = 0; count < 8; count++) {
    const email = `pooled.${guest}.${count}@example.com`
    answers.push({ email, status: await signUp(origin, email, `10.1.${guest}.${count}`) })
  }
  return answers
}

async function signUp(origin: string, email: string, address: string) {
  const visitor = new Visitor(origin, [], address)
  await visitor.get('/signup')
  const form = { name: 'Ada', email, password: 'nine-kestrels-over-lisbon' }
  const { status } = await visitor.post('/signup', form)
  return status
}
