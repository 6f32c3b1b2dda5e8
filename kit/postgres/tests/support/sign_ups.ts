import { setTimeout as wait } from 'node:timers/promises'
import type { DatabaseNode } from '#postgres/tests/support/database_node'
import { eventually } from '#tests/support/eventually'
import { mailsTo } from '#tests/support/mails'
import { Visitor } from '#tests/support/visitor'

/** A mail that fails in the outage is sent again after about 30 s, and then after another minute. */
const MAILS_MS = 150_000
const PAUSE_MS = 50

/** Guests who sign up one after another, and a load balancer that asks whether the server is ready. */
export class SignUps {
  readonly sent: string[] = []
  readonly accepted: string[] = []
  /** Of the forms. Guests see their page even without a database. */
  readonly answers: { at: number; took: number; status: number }[] = []
  readonly readiness: { at: number; status: number }[] = []
  /** The tests of a run share one mailbox. */
  #id = crypto.randomUUID()
  #isOver = false
  #running: Promise<void>[]

  constructor(
    private origin: string,
    guests: number
  ) {
    this.#running = Array.from({ length: guests }, (_, guest) => this.#run(guest + 1))
    this.#running.push(this.#watchReadiness())
  }

  async stop() {
    this.#isOver = true
    await Promise.all(this.#running)
  }

  /** The first answer with this status after a moment, in milliseconds since 1970. */
  firstAfter(moment: number, status: number) {
    return eventually(async () =>
      this.answers.find(({ at, status: its }) => at > moment && its === status)
    )
  }

  /** The longest time of an answer since a moment, in milliseconds. */
  slowestAfter(moment: number) {
    const answers = this.answers.filter(({ at }) => at > moment)
    return Math.max(...answers.map(({ took }) => took))
  }

  /** The first answer to the load balancer with this status after a moment. */
  firstReadinessAfter(moment: number, status: number) {
    return eventually(async () =>
      this.readiness.find(({ at, status: its }) => at > moment && its === status)
    )
  }

  /**
   * Compares the database with what the guests were told, and waits for the mails.
   * @returns the addresses that were lost, and those that got a mail although they are not stored
   */
  async compareWith(primary: DatabaseNode, database: string) {
    const rows = await primary.query('SELECT email FROM registrations', database)
    const stored = new Set(rows.map(({ email }) => email as string))
    await eventually(() => haveMails([...stored]), MAILS_MS)
    const unsaved = this.sent.filter((email) => !stored.has(email))
    const phantomMails = await Promise.all(unsaved.map(mailsTo))
    return {
      lost: this.accepted.filter((email) => !stored.has(email)),
      invented: [...stored].filter((email) => !this.sent.includes(email)),
      phantomMails: phantomMails.flat(),
    }
  }

  async #run(guest: number) {
    for (let count = 0; !this.#isOver; count++) {
      const email = `guest.${guest}.${count}.${this.#id}@example.com`
      this.sent.push(email)
      const status = await this.#signUp(email, `10.${guest}.${count >> 8}.${count & 255}`)
      if (status === 302) this.accepted.push(email)
      else await wait(PAUSE_MS)
    }
  }

  async #watchReadiness() {
    while (!this.#isOver) {
      const { status } = await fetch(`${this.origin}/health/ready`)
      this.readiness.push({ at: Date.now(), status })
      await wait(PAUSE_MS)
    }
  }

  async #signUp(email: string, address: string) {
    const visitor = new Visitor(this.origin, [], address)
    await visitor.get('/signup')
    const form = { name: 'Ada', email, password: 'nine-kestrels-over-lisbon' }
    const began = Date.now()
    const { status } = await visitor.post('/signup', form)
    const at = Date.now()
    this.answers.push({ at, took: at - began, status })
    return status
  }
}

async function haveMails(emails: string[]) {
  const mails = await Promise.all(emails.map(mailsTo))
  return mails.every((found) => found.length > 0)
}
