/**
 * Runs the production build like an operator: built assets, its own database, a real SMTP server, a worker beside the web
 * server. A person signs up, gets the mail, opens the link and presses its button, which logs them in.
 */
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { freePort } from '../tests/support/free_port.ts'

/** The deployed files. */
const BUILT = [
  '.adonisjs',
  'ace.js',
  'adonisrc.js',
  'app',
  'bin',
  'commands',
  'config',
  'database',
  'kit',
  'otel.js',
  'package-lock.json',
  'package.json',
  'public',
  'resources',
  'start',
]

/** Tests, and the catalogues and scripts of pseudo-locales. */
const NOT_DEPLOYED = /(^|\/)(tests?|bench|docs)(\.|\/|$)|\.spec\.|(^|\/)[a-z]{2}-X[AB]\b/

process.env.NODE_ENV = 'test'
const { default: localServices } = await import('../kit/local_services/main.ts')

const children: ChildProcess[] = []
const cookies = new Map<string, string>()
const mails: { subject?: string; text?: string }[] = []

const database = `easystart_smoke_${randomBytes(4).toString('hex')}`
await localServices.acquire(['postgres'], { database })
const smtp = await catchMails()
const port = await freePort()
const origin = `http://127.0.0.1:${port}`

const environment = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  PORT: String(port),
  APP_KEY: randomBytes(24).toString('base64url'),
  APP_URL: origin,
  DATABASE_URL: localServices.databaseUrl(database),
  SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
}

try {
  await holdsTheApplicationAlone()
  await refusesToStartWithout()
  await examinesItsSettings()
  assert.equal(await exitCode(start(['run', 'migrate'])), 0, 'migrations')
  const web = start(['start'])
  const worker = start(['run', 'worker'])
  await answers('/health/live')

  await servesGuests()
  await signsUpAndIn()
  await stops(web)
  await stops(worker)
  console.log(
    'The production build works: from the sign-up to the delivered mail and the dashboard.'
  )
} finally {
  for (const child of children) if (isRunning(child)) process.kill(-child.pid!, 'SIGKILL')
  smtp.server.close()
  await localServices.release()
}

async function holdsTheApplicationAlone() {
  const files = await readdir('build', { recursive: true })
  const top = files.filter((file) => !/\/|\.map$/.test(file))
  assert.deepEqual(top.sort(), BUILT)
  assert.deepEqual(
    files.filter((file) => NOT_DEPLOYED.test(file)),
    []
  )
}

async function refusesToStartWithout() {
  const child = start(['start'], { PATH: environment.PATH, PORT: 'many' })
  let output = ''
  child.stderr!.on('data', (chunk) => (output += chunk))
  child.stdout!.on('data', (chunk) => (output += chunk))
  assert.notEqual(await exitCode(child), 0)
  for (const name of ['APP_KEY', 'APP_URL', 'DATABASE_URL', 'SMTP_URL', 'PORT']) {
    assert.match(output, new RegExp(name), `${name} is named as missing or wrong`)
  }
}

/** The address of this machine is a mistake in a deployment. */
async function examinesItsSettings() {
  const check = ['exec', '--', 'node', 'build/ace.js', 'check', '--deploy']
  const deployed = { ...environment, APP_URL: 'https://example.com' }
  assert.equal(await exitCode(start(check, deployed)), 0, 'the settings of a deployment are fine')
  assert.equal(await exitCode(start(check)), 1, 'an APP_URL without TLS is a problem')
}

async function servesGuests() {
  const home = await visit('/')
  const html = await home.text()
  assert.equal(home.status, 200)
  assert.match(html, /<h1/, 'the welcome page is rendered on the server')

  const asset = html.match(/\/assets\/[\w.-]+\.js/)![0]
  const script = await visit(asset)
  assert.equal(script.status, 200)
  assert.match(script.headers.get('cache-control')!, /immutable/)

  for (const path of [
    '/assets/server/ssr.js',
    '/assets/.vite/manifest.json',
    '/dev/mailbox',
    '/dev/mails',
  ]) {
    const { status } = await visit(path)
    assert.equal(status, 404, `${path} is not there`)
  }
}

async function signsUpAndIn() {
  await visit('/signup')
  const signUp = await send('/signup', {
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    password: 'analytical-engine',
  })
  assert.equal(signUp.headers.get('location'), '/email-confirmations/new')

  for (let tries = 0; mails.length === 0 && tries < 100; tries++) await wait(100)
  assert.equal(mails[0]?.subject, 'Confirm your e-mail address')

  const shortLink = mails[0].text!.match(/https?:\/\/\S+\/confirm\/\S+/)![0].replace(origin, '')
  const { headers } = await visit(shortLink)
  const link = headers.get('location')!
  const page = await visit(link)
  assert.equal(page.status, 200, 'the link shows a page with a button')
  const confirmed = await send(link, {})
  assert.equal(confirmed.headers.get('location'), '/dashboard')
  assert.ok(cookies.has('__Host-easystart-session'))
  const dashboard = await visit('/dashboard')
  assert.equal(dashboard.status, 200)

  const loggedOut = await send('/logout', {})
  assert.equal(loggedOut.headers.get('location'), '/login')
  const again = await visit('/dashboard')
  assert.equal(again.headers.get('location'), '/login')
}

async function visit(path: string, init: RequestInit = {}) {
  const response = await fetch(origin + path, {
    redirect: 'manual',
    ...init,
    headers: {
      accept: 'text/html',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...init.headers,
    },
  })
  for (const cookie of response.headers.getSetCookie()) {
    const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/)!
    if (/max-age=(0|-)/i.test(cookie) || value === '') cookies.delete(name)
    else cookies.set(name, value)
  }
  return response
}

function send(path: string, form: Record<string, string>) {
  return visit(path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { 'x-xsrf-token': decodeURIComponent(cookies.get('__Host-XSRF-TOKEN') ?? '') },
  })
}

async function answers(path: string) {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(origin + path).catch(() => undefined)
    if (response?.ok) return
    await wait(50)
  }
  throw new Error(`${path} does not answer`)
}

/** A supervisor knows only npm's pid: the signal goes there, and the whole process group has to end. */
async function stops(child: ChildProcess) {
  process.kill(child.pid!, 'SIGTERM')
  for (let tries = 0; tries < 300; tries++) {
    if (!isRunning(child)) return
    await wait(100)
  }
  throw new Error('A program did not stop within 30 seconds')
}

function isRunning(child: ChildProcess) {
  try {
    return process.kill(-child.pid!, 0)
  } catch {
    return false
  }
}

async function exitCode(child: ChildProcess) {
  const [code] = await once(child, 'exit')
  return code as number
}

function start(script: string[], env: NodeJS.ProcessEnv = environment) {
  const quiet = script[0] === 'start' && env !== environment
  const child = spawn('npm', ['--silent', ...script], {
    env,
    detached: true,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
  })
  children.push(child)
  return child
}

async function catchMails() {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        mails.push({ subject: mail.subject, text: mail.text })
        done()
      }, done)
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return { server, port: (server.server.address() as { port: number }).port }
}
