import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import { RegistrationFactory } from '#database/factories/registration_factory'
import { UserFactory } from '#database/factories/user_factory'
import queue from '#queue/main'
import { withLogInCodes } from '#tests/support/log_in_codes'
import { addAuthenticator } from '#tests/support/second_factor'
import { statementsOf } from '#tests/support/statements'
import { Visitor } from '#tests/support/visitor'

const origin = `http://${process.env.HOST ?? 'localhost'}:${process.env.PORT}`
const name = 'Ada Lovelace'

/** One address of each kind that a guest can type. All have the same length. */
const ADDRESSES = {
  'unknown': async () => ({ email: `ada.${crypto.randomUUID()}@example.com` }),
  'known': () => UserFactory.create(),
  'known, with a second factor': async () => {
    const user = await UserFactory.create()
    await addAuthenticator(user)
    return user
  },
  'of a sign-up that waits': () => RegistrationFactory.create(),
  'unconfirmed': () => UserFactory.apply('unconfirmed').create(),
  'disabled': () => UserFactory.apply('disabled').create(),
  'without a password': () => UserFactory.merge({ password: null }).create(),
  'that waits for its deletion': () =>
    UserFactory.merge({ deletesAt: DateTime.now().plus({ days: 9 }) }).create(),
}
type Kind = keyof typeof ADDRESSES

interface Flow {
  page: string
  action?: string
  fields(email: string): Record<string, string>
  /** The steps before, such as asking for a code. */
  prepare?(visitor: Visitor, email: string): Promise<unknown>
  /** Addresses for which the answer may differ, because the form proves who sends it. */
  except?: Kind[]
}

const FLOWS: Record<string, Flow> = {
  'registration': {
    page: '/signup',
    fields: (email) => ({ name, email, password: 'analytical-engine' }),
  },
  'log-in with a wrong password': {
    page: '/login',
    fields: (email) => ({ email, password: 'wrong-password' }),
  },
  'log-in with the right password': {
    page: '/login',
    fields: (email) => ({ email, password: 'secret-password' }),
    except: ['known', 'known, with a second factor', 'that waits for its deletion'],
  },
  'reset': { page: '/forgot-password', fields: (email) => ({ email }) },
  'resend': {
    page: '/email-confirmations/new',
    action: '/email-confirmations',
    fields: (email) => ({ email }),
  },
  'code': { page: '/login/code', fields: (email) => ({ email }) },
  'wrong code': {
    page: '/login/code/check',
    fields: () => ({ code: '000000' }),
    prepare: async (visitor, email) => {
      await visitor.get('/login/code')
      await visitor.post('/login/code', { email })
      await queue.drain()
    },
  },
}

/**
 * Times of a busy machine differ a lot, so those of the kinds only have to overlap. Equal ones of two kinds do not overlap
 * by chance once in 90,000 runs.
 */
const TIMED: Kind[] = ['unknown', 'known', 'unconfirmed']
const ROUNDS = 10

test.group('Security | enumeration', (group) => {
  group.each.setup(withLogInCodes)
  group.each.timeout(60_000)

  for (const [title, flow] of Object.entries(FLOWS)) {
    const kinds = kindsOf(flow)

    test(`${title}: every address gets the same answer, for the same hashes and statements`, async ({
      assert,
    }) => {
      const expected = await sendAs(flow, kinds[0])
      assert.match(expected.trace.seen.join(), /^\[302,.*\[200,/s)
      for (const kind of kinds.slice(1)) {
        const { trace } = await sendAs(flow, kind)
        assert.deepEqual(trace, expected.trace, kind)
      }
    })

    test(`${title}: no kind of address is answered faster or slower than the others`, async ({
      assert,
    }) => {
      const timed = TIMED.filter((kind) => kinds.includes(kind))
      const times = timed.map(() => [] as number[])
      for (let round = 0; round < ROUNDS; round++) {
        for (const [at, kind] of timed.entries()) {
          const { ms } = await sendAs(flow, kind)
          times[at].push(ms)
        }
      }
      const kindsInOrder = times.map((ms) => ms.toSorted((one, other) => one - other))
      const fastest = Math.max(...kindsInOrder.map(([least]) => least))
      const slowest = Math.min(...kindsInOrder.map((ms) => ms.at(-1)!))
      assert.isBelow(fastest, slowest, JSON.stringify(kindsInOrder))
    })
  }
})

function kindsOf({ except = [] }: Flow) {
  return (Object.keys(ADDRESSES) as Kind[]).filter((kind) => !except.includes(kind))
}

/** Sends the form as a new browser, and opens the page to which the answer leads. */
async function sendAs(flow: Flow, kind: Kind) {
  const { page, action = page, fields, prepare } = flow
  await db.from('rate_limits').delete()
  const { email } = await ADDRESSES[kind]()
  const visitor = new Visitor(origin)
  await prepare?.(visitor, email)
  await visitor.get(page)

  using fake = queue.fake()
  using hashes = countHashes()
  const { answer, statements } = await statementsOf(async () => {
    const start = performance.now()
    const sent = await visitor.post(action, fields(email))
    return { sent, ms: performance.now() - start }
  })
  const { sent, ms } = answer
  const next = await visitor.get(sent.headers.get('location')!)
  const seen = [await bytesOf(sent, email), await bytesOf(next, email)]
  const jobs = fake.dispatched.length
  return { ms, trace: { statements, hashes: hashes.count, jobs, seen } }
}

/** All that a client sees, without what is random in each answer. */
async function bytesOf(response: Response, email: string) {
  const headers = [...response.headers].filter(([header]) => !UNIQUE_HEADERS.includes(header))
  const text = JSON.stringify([response.status, headers, await response.text()])
  return text
    .replaceAll(email, 'ADDRESS')
    .replace(/<meta property=\\*"csp-nonce[^>]*>/, '')
    .replaceAll(encodeURIComponent(email), 'ADDRESS')
    .replace(/(csrfToken\\?":\\?"|_csrf\\?" value=\\?"|nonce[-=]\\?["']?)[\w.-]+/g, '$1RANDOM')
    .replace(/("set-cookie","[^=]+=)[^;]*/g, '$1RANDOM')
    .replace(/("wait\\?":|ask again in )\d+/g, '$1SECONDS')
    .replace(UUID, 'UUID')
}

const UNIQUE_HEADERS = ['date', 'x-request-id']
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g

/** Counts the passwords that are hashed and checked until it is disposed of. */
function countHashes() {
  const hasher = hash.use()
  const counter = { count: 0, [Symbol.dispose]: () => void Object.assign(hasher, originals) }
  const originals = { make: hasher.make.bind(hasher), verify: hasher.verify.bind(hasher) }
  hasher.make = (...args) => (counter.count++, originals.make(...args))
  hasher.verify = (...args) => (counter.count++, originals.verify(...args))
  return counter
}
