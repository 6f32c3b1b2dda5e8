import { setTimeout as wait } from 'node:timers/promises'
import { inspect } from 'node:util'
import { Chance } from '#queue/tests/chaos/chance'
import { anyRequest } from '#tests/support/fuzz/requests'
import { everyField, everyRoute } from '#tests/support/fuzz/routes'
import { rawRequest, type RawRequest } from '#tests/support/raw_request'
import { Visitor } from '#tests/support/visitor'

export const FUZZ_SECONDS = Number(process.env.FUZZ_SECONDS ?? 4)

const REQUESTS_OF_A_VISITOR = 30
const ANSWER_WITHIN_MS = 10_000

/** An account that can log in. */
interface Account {
  email: string
  password: string
}

/**
 * Sends hostile requests to every route for FUZZ_SECONDS, as strangers, as guests with a CSRF token and as a logged-in
 * user. FUZZ_SEED repeats a run. The app must trust loopback as a proxy, because each request comes from another
 * address.
 * @param newAccount an account for each visit, because a request may delete the one that sends it
 * @throws at the first request that gets a 5xx or no response
 */
export async function fuzz(origin: string, newAccount: () => Promise<Account>) {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 1e9))
  const chance = new Chance(seed)
  const [routes, fields] = [everyRoute(), await everyField()]
  const visitors = [
    async () => ({}),
    () => guest(origin),
    async () => member(origin, await newAccount()),
  ]
  const statuses: Record<number, number> = {}
  await guest(origin)

  const until = Date.now() + FUZZ_SECONDS * 1000
  while (Date.now() < until) {
    const headers = await chance.pick<() => Promise<object>>(visitors)()
    for (let count = 0; count < REQUESTS_OF_A_VISITOR; count++) {
      const request = anyRequest(chance, routes, fields)
      if (clearsMailbox(request)) continue
      const status = await statusOf({
        ...request,
        origin,
        headers: { 'x-forwarded-for': anyAddress(), ...headers, ...request.headers },
      })
      if (!(status < 500)) {
        throw new Error(
          `FUZZ_SEED=${seed}: ${status} for ${inspect(request, { maxStringLength: 999 })}`
        )
      }
      statuses[status] = (statuses[status] ?? 0) + 1
    }
  }
  console.log(`FUZZ_SEED=${seed} answers: ${inspect(statuses)}`)
}

/** Other suites run at the same time and wait for mails in the same mailbox. */
function clearsMailbox({ method, path = '' }: RawRequest) {
  return method === 'POST' && /^\/dev\/mailbox\/?(\?|$)/.test(path)
}

async function guest(origin: string) {
  const visitor = new Visitor(origin, [], anyAddress())
  await visitor.get('/login')
  return visitor.headers
}

async function member(origin: string, { email, password }: Account) {
  const visitor = new Visitor(origin, [], anyAddress())
  await visitor.get('/login')
  await visitor.post('/login', { email, password })
  const page = await visitor.get('/dashboard')
  if (page.status !== 200) throw new Error(`The member cannot log in: ${page.status}`)
  return visitor.headers
}

/** Returns NaN if no response comes in time. */
async function statusOf(request: RawRequest) {
  const answered = new AbortController()
  const tooLate = wait(ANSWER_WITHIN_MS, Number.NaN, { signal: answered.signal }).catch(
    () => Number.NaN
  )
  const answer = rawRequest(request).then(
    ({ status }) => status,
    () => Number.NaN
  )
  return Promise.race([answer, tooLate]).finally(() => answered.abort())
}

function anyAddress() {
  const [one, other] = crypto.getRandomValues(new Uint16Array(2))
  return `2001:db8:${one.toString(16)}:${other.toString(16)}::1`
}
