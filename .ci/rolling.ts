/**
 * Restarts two web servers of the production build in turn behind Caddy, as an update does, while visitors read pages,
 * send forms and keep streams of events open. Fails if a request fails. Needs `npm run build` and Caddy.
 *
 *   --control=no-drain   the servers stop at once, without a readiness of 503 first
 *   --control=kill       the servers end by SIGKILL
 *
 * A control shows that the test can fail: it succeeds if requests fail.
 */
import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import { freePort } from '../tests/support/free_port.ts'

const run = promisify(execFile)

const CONTROLS = ['no-drain', 'kill']

const { control } = parseArgs({ options: { control: { type: 'string' } } }).values
if (control !== undefined && !CONTROLS.includes(control)) {
  throw new Error(`--control is one of ${CONTROLS.join(', ')}`)
}

const LEAST_REQUESTS = 10_000
const ROUNDS = 5
const VISITORS = 10
const STREAMS = 8
const DRAIN_SECONDS = control ? 0 : 3
const [SIGNAL, EXIT_CODE] =
  control === 'kill' ? (['SIGKILL', null] as const) : (['SIGTERM', 0] as const)
/** Longer than `health_interval` of deploy/Caddyfile. */
const NOTICED_MS = 3000
const PASSWORD = 'analytical-engine'

process.env.NODE_ENV = 'test'
const { default: localServices } = await import('../kit/local_services/main.ts')

const database = `easystart_rolling_${randomBytes(4).toString('hex')}`
await localServices.acquire(['postgres'], { database })
const ports = [await freePort(), await freePort()]
const origin = `http://127.0.0.1:${await freePort()}`
const environment = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'warn',
  TRUST_PROXY: 'loopback',
  DRAIN_SECONDS: String(DRAIN_SECONDS),
  APP_KEY: randomBytes(24).toString('base64url'),
  APP_URL: origin,
  DATABASE_URL: localServices.databaseUrl(database),
  SMTP_URL: 'smtp://127.0.0.1:1',
}

const failures: string[] = []
const times: number[] = []
const streams = { opened: 0, reconnected: 0, open: 0 }
const finished = new AbortController()
const children: ChildProcess[] = []

try {
  await ace('migration:run', '--force')
  await ace('user:create', 'ada@example.com', '--name=Ada')
  const servers = await Promise.all(ports.map(startServer))
  await startCaddy()
  const cookie = await logIn()

  const visits = Array.from({ length: VISITORS }, visitUntilFinished)
  const readers = Array.from({ length: STREAMS }, () => readStream(cookie))
  await restartInTurn(servers)
  while (times.length < LEAST_REQUESTS) await wait(100)
  await wait(2000)
  assert.equal(streams.open, STREAMS, 'every stream is open again')
  finished.abort()
  await Promise.all([...visits, ...readers])
  report()
} finally {
  finished.abort()
  for (const child of children) child.kill('SIGKILL')
  await localServices.release()
}

async function restartInTurn(servers: ChildProcess[]) {
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [index, server] of servers.entries()) {
      server.kill(SIGNAL)
      const [code] = await once(server, 'exit')
      assert.equal(code, EXIT_CODE, `the exit code of a web server after ${SIGNAL}`)
      servers[index] = await startServer(ports[index])
      await wait(NOTICED_MS)
    }
    console.log(`Round ${round} of ${ROUNDS}: ${times.length} requests, ${failures.length} failed`)
  }
}

/** Reads the log-in page and sends a form, again and again. */
async function visitUntilFinished() {
  const jar = new Map<string, string>()
  while (!finished.signal.aborted) {
    keep(jar, await timed('/login', { headers: { accept: 'text/html', cookie: cookieOf(jar) } }))
    const answer = await timed('/locale', {
      method: 'PUT',
      headers: formHeaders(jar),
      body: new URLSearchParams({ locale: 'en' }),
    })
    keep(jar, answer)
    await wait(5)
  }
}

async function timed(path: string, init: RequestInit) {
  const startedAt = performance.now()
  const response = await fetch(origin + path, { redirect: 'manual', ...init }).catch(
    (error: Error) => error
  )
  times.push(performance.now() - startedAt)
  const isAnswered = response instanceof Response && response.status < 400
  if (!isAnswered) {
    const reason = response instanceof Response ? response.status : response.cause
    failures.push(`${init.method ?? 'GET'} ${path}: ${reason}`)
  }
  if (response instanceof Response) await response.arrayBuffer().catch(() => {})
  return response
}

/** As a browser does: connects again, one second after the stream has ended. */
async function readStream(cookie: string) {
  const headers = { accept: 'text/event-stream', cookie }
  const { signal } = finished
  while (!signal.aborted) {
    const response = await fetch(`${origin}/notifications/stream`, { headers, signal }).catch(
      () => undefined
    )
    if (response?.ok) await readToEnd(response)
    else if (!signal.aborted) failures.push(`stream: ${response?.status}`)
    await wait(1000, undefined, { signal }).catch(() => {})
  }
}

async function readToEnd(response: Response) {
  streams.open += 1
  streams.opened += 1
  streams.reconnected = streams.opened - STREAMS
  await response.text().catch(() => {})
  streams.open -= 1
}

async function logIn() {
  const jar = new Map<string, string>()
  keep(jar, await fetch(`${origin}/login`))
  const answer = await fetch(`${origin}/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: formHeaders(jar),
    body: new URLSearchParams({ email: 'ada@example.com', password: PASSWORD }),
  })
  assert.equal(answer.headers.get('location'), '/dashboard')
  keep(jar, answer)
  return cookieOf(jar)
}

function keep(jar: Map<string, string>, response: Response | Error) {
  if (!(response instanceof Response)) return
  for (const cookie of response.headers.getSetCookie()) {
    const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/)!
    jar.set(name, value)
  }
}

function cookieOf(jar: Map<string, string>) {
  return Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
}

function formHeaders(jar: Map<string, string>) {
  const token = jar.get('__Host-XSRF-TOKEN') ?? ''
  return { 'cookie': cookieOf(jar), 'x-xsrf-token': decodeURIComponent(token) }
}

async function startServer(port: number) {
  const env = { ...environment, PORT: String(port) }
  const child = start(process.execPath, ['build/bin/server.js'], env)
  await answers(`http://127.0.0.1:${port}/health/ready`)
  return child
}

async function startCaddy() {
  const servers = ports.map((port) => `127.0.0.1:${port}`).join(' ')
  const env = {
    PATH: environment.PATH,
    HOME: 'tmp/rolling',
    APP_DOMAIN: origin,
    WEB_SERVERS: servers,
  }
  start('caddy', ['run', '--config', 'deploy/Caddyfile', '--adapter', 'caddyfile'], env, 'ignore')
  await answers(`${origin}/health/ready`)
}

function start(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  output: 'inherit' | 'ignore' = 'inherit'
) {
  const child = spawn(program, args, { env, stdio: ['ignore', output, output] })
  child.once('error', (error) => console.error(`${program} does not start: ${error.message}`))
  children.push(child)
  return child
}

async function ace(...args: string[]) {
  const child = run(process.execPath, ['build/ace.js', ...args], { env: environment })
  child.child.stdin!.end(`${PASSWORD}\n`)
  await child
}

async function answers(url: string) {
  for (let tries = 0; tries < 400; tries++) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await wait(50)
  }
  throw new Error(`${url} does not answer`)
}

function report() {
  const sorted = times.toSorted((one, other) => one - other)
  const [median, slowest] = [sorted[Math.floor(sorted.length / 2)], sorted.at(-1)!]
  console.log(
    `${times.length} requests during ${ROUNDS} rolling restarts of 2 web servers: ${failures.length} failed. ` +
      `Median ${Math.round(median)} ms, slowest ${Math.round(slowest)} ms. ` +
      `${STREAMS} streams, connected again ${streams.reconnected} times.`
  )
  for (const failure of failures.slice(0, 10)) console.log(failure)
  if (control) assert.notEqual(failures.length, 0, `requests fail in the control ${control}`)
  else assert.equal(failures.length, 0, 'no request fails')
}
