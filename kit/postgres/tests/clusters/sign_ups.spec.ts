import { setTimeout as wait } from 'node:timers/promises'
import { test } from '@japa/runner'
import type { DatabaseNode } from '#postgres/tests/support/database_node'
import { DatabaseCluster } from '#postgres/tests/support/database_cluster'
import { eventually } from '#tests/support/eventually'
import { freePort } from '#tests/support/free_port'
import { mailsTo } from '#tests/support/mails'
import { runBuilt, startServer, startWorkerWith } from '#tests/support/processes'
import { Visitor } from '#tests/support/visitor'

const DATABASE = 'failover_test'
const RECOVERY_MS = 5000

/** Guests who sign up one after another, until they are stopped. */
class SignUps {
  readonly sent: string[] = []
  readonly accepted: string[] = []
  readonly answers: { at: number; status: number }[] = []
  #isOver = false

  constructor(private origin: string) {}

  async run(guest: number) {
    for (let count = 0; !this.#isOver; count++) {
      const email = `guest.${guest}.${count}@example.com`
      this.sent.push(email)
      const status = await this.#signUp(email, `10.${guest}.${count >> 8}.${count & 255}`)
      this.answers.push({ at: Date.now(), status })
      if (status === 302) this.accepted.push(email)
      else await wait(50)
    }
  }

  stop() {
    this.#isOver = true
  }

  async #signUp(email: string, address: string) {
    const visitor = new Visitor(this.origin, [], address)
    const page = await visitor.get('/signup')
    if (page.status !== 200) return page.status
    const form = { name: 'Ada', email, password: 'nine-kestrels-over-lisbon' }
    const { status } = await visitor.post('/signup', form)
    return status
  }
}

test.group('The loss of the primary', () => {
  test('no accepted sign-up and no mail is lost, and none is invented', async ({ assert }) => {
    await using cluster = await DatabaseCluster.start()
    const [former, ...standbys] = cluster.nodes
    await former.query(`CREATE DATABASE ${DATABASE}`)
    const env = {
      DATABASE_URL: cluster.urlOf('failover'),
      TEST_LANE: '',
      TRUST_PROXY: 'loopback',
      PORT: String(await freePort()),
    }
    await runBuilt(['migration:run', '--force'], env)
    await using server = await startServer(env)
    await using worker = await startWorkerWith(env)
    const signUps = new SignUps(server.origin)
    const guests = [1, 2, 3].map((guest) => signUps.run(guest))
    await eventually(async () => signUps.accepted.length > 20)

    await former.kill()
    await eventually(async () => signUps.answers.at(-1)?.status === 503)
    const primary = await cluster.promote(standbys)
    const promotedAt = Date.now()
    const last = await eventually(async () =>
      signUps.answers.find(({ at, status }) => at > promotedAt && status === 302)
    )
    assert.isBelow(last.at - promotedAt, RECOVERY_MS)
    await wait(2000)
    signUps.stop()
    await Promise.all(guests)

    assert.deepEqual(
      [...new Set(signUps.answers.map(({ status }) => status))].toSorted(),
      [302, 503]
    )
    const stored = await emailsIn(primary)
    assert.deepEqual(
      signUps.accepted.filter((email) => !stored.includes(email)),
      []
    )
    await eventually(() => haveMails(stored), 60_000)
    const invented = signUps.sent.filter((email) => !stored.includes(email))
    assert.isEmpty(await mailsToAll(invented))
    assert.isFalse(worker.hasEnded())
  })
})

async function emailsIn(node: DatabaseNode) {
  const rows = await node.query('SELECT email FROM registrations', DATABASE)
  return rows.map(({ email }) => email as string)
}

async function haveMails(emails: string[]) {
  const mails = await Promise.all(emails.map(mailsTo))
  return mails.every((found) => found.length > 0)
}

async function mailsToAll(emails: string[]) {
  const mails = await Promise.all(emails.map(mailsTo))
  return mails.flat()
}
