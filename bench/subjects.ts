import assert from 'node:assert/strict'
import { ACCOUNTS, emailOf } from './database.ts'
import { load, loadDuring, repeat, type Measurement } from './load.ts'
import { PASSWORD } from './password.ts'
import type { Program } from './program.ts'
import { Visitor } from './visitor.ts'

/** Something to measure: its name in the table, the server, and the request. */
export interface Subject {
  name: string
  program: Program
  measure: (seconds: number) => Promise<Measurement>
}

export type Key = keyof Awaited<ReturnType<typeof subjectsOf>>

/** Roughly how many forms the app handles per second on one core. */
const FORMS_A_SECOND = 60

/** A storm lasts longer than other measurements, because its page is requested less often. */
const STORM_FACTOR = 3

const HTML = { 'accept': 'text/html', 'accept-language': 'en', 'user-agent': 'bench' }

export async function subjectsOf(app: Program, bare: Program) {
  const visit = await activityVisit(app, bare)
  const page = (
    name: string,
    program: Program,
    path: string,
    headers: Record<string, string> = HTML
  ) => ({
    name,
    program,
    measure: (seconds: number) => load({ url: new URL(path, program.origin), headers }, seconds),
  })

  const runLogIns = await logIns(app)
  return {
    bare: page('bare `node:http`', bare, '/'),
    live: page('`/health/live`', app, '/health/live'),
    bareQuery: page('bare `node:http` and `pg`, the activity’s query', bare, '/events'),
    activityJson: page(
      'account activity, Inertia JSON visit',
      app,
      '/settings/security',
      visit.json
    ),
    activityHtml: page('account activity, HTML', app, '/settings/security', visit.html),
    login: page('log-in page, SSR', app, '/login'),
    welcome: page('welcome page, SSR', app, '/'),
    signUp: { name: 'sign-up', program: app, measure: await signUps(app) },
    bareHash: page('bare `node:http`, one hash', bare, '/hash'),
    logIn: { name: 'log-in', program: app, measure: runLogIns },
    storm: {
      name: 'account activity, HTML, during a storm of log-ins',
      program: app,
      measure: (seconds) =>
        loadDuring(runLogIns(STORM_FACTOR * seconds), {
          url: new URL('/settings/security', app.origin),
          headers: visit.html,
        }),
    },
  } satisfies Record<string, Subject>
}

/** The headers with which the first account visits its activity. */
async function activityVisit(app: Program, bare: Program) {
  const owner = new Visitor(app.origin)
  await owner.visit('/login')
  await owner.send('/login', { email: emailOf(1), password: PASSWORD }, '/dashboard')

  const html = { ...HTML, cookie: owner.cookie }
  const page = await fetch(`${app.origin}/settings/security`, { headers: html })
  const source = await page.text()
  const [, version] = source.match(/"version":"(\w+)"/)!
  const json = {
    ...html,
    'accept': 'text/html, application/xhtml+xml',
    'x-requested-with': 'XMLHttpRequest',
    'x-inertia': 'true',
    'x-inertia-version': version,
  }
  await assertSameEvents(`${app.origin}/settings/security`, json, `${bare.origin}/events`)
  return { html, json }
}

/** Comparing different data would be meaningless. */
async function assertSameEvents(visit: string, headers: Record<string, string>, bare: string) {
  const { props } = await jsonOf(visit, headers)
  const { data, metadata } = await jsonOf(bare)
  const ids = (events: { id: number }[]) => events.map(({ id }) => id)
  assert.deepEqual(ids(props.events.data), ids(data))
  assert.equal(props.events.metadata.total, metadata.total)
}

async function jsonOf(url: string, headers: Record<string, string> = {}): Promise<any> {
  const response = await fetch(url, { headers })
  return response.json()
}

async function signUps(app: Program) {
  const guest = new Visitor(app.origin)
  await guest.visit('/signup')
  let number = 0
  return (seconds: number) =>
    repeat(seconds * FORMS_A_SECOND, async () => {
      const email = `new-${++number}@example.com`
      const form = { name: 'Grace Hopper', email, password: PASSWORD }
      await guest.post('/signup', form, '/email-confirmations/new')
    })
}

async function logIns(app: Program) {
  const guest = new Visitor(app.origin)
  await guest.visit('/login')
  let number = 0
  return (seconds: number) =>
    repeat(seconds * FORMS_A_SECOND, async () => {
      const email = emailOf((++number % (ACCOUNTS - 1)) + 2)
      await guest.post('/login', { email, password: PASSWORD }, '/dashboard')
    })
}
