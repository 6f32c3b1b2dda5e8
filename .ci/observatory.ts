/**
 * Lets the scanner of Mozilla's HTTP Observatory judge the production build behind TLS, as an operator runs it. Needs
 * `npm run build` and a package registry, but no host on the web: the scanner's own install script would download the
 * list of preloaded hosts, and it compiles a client of PostgreSQL, so it is installed apart and without scripts.
 */
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { request as toApp } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from '../tests/support/free_port.ts'
import { selfSigned } from './self_signed.ts'

const run = promisify(execFile)

const SCANNER = '@mdn/mdn-http-observatory'
const VERSION = '1.4.8'
const PATHS = ['/', '/login']
const LEAST_SCORE = 125

interface Result {
  scan: { grade: string; score: number }
  tests: Record<string, { result: string; scoreModifier: number; pass: boolean }>
}

process.env.NODE_ENV = 'test'
const { default: localServices } = await import('../kit/local_services/main.ts')

const folder = fileURLToPath(new URL('../tmp/observatory/', import.meta.url))
const scanner = join(folder, 'node_modules', SCANNER)
await installScanner()

const database = `easystart_observatory_${randomBytes(4).toString('hex')}`
await localServices.acquire(['postgres'], { database })
const certificate = await selfSigned('localhost')
const appPort = await freePort()
const proxy = createServer(
  { key: certificate.key, cert: certificate.pem },
  (incoming, outgoing) => {
    const { method, url, headers } = incoming
    const forwarded = { ...headers, 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.1' }
    const inner = toApp({ port: appPort, method, path: url, headers: forwarded }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    inner.on('error', () => outgoing.destroy())
    incoming.pipe(inner)
  }
)
proxy.listen(0)
await once(proxy, 'listening')
const host = `localhost:${(proxy.address() as AddressInfo).port}`
const app = spawn(process.execPath, ['build/bin/server.js'], {
  env: {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(appPort),
    TRUST_PROXY: 'loopback',
    LOG_LEVEL: 'warn',
    APP_KEY: randomBytes(24).toString('base64url'),
    APP_URL: `https://${host}`,
    DATABASE_URL: localServices.databaseUrl(database),
    SMTP_URL: 'smtp://127.0.0.1:1',
  },
  stdio: 'inherit',
})

try {
  await answers(`http://127.0.0.1:${appPort}/health/live`)
  for (const path of PATHS) judge(path, await scan(path))
} finally {
  app.kill('SIGKILL')
  proxy.close()
  await localServices.release()
}

async function installScanner() {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{"private":true}')
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await run('npm', ['install', ...options, '--prefix', folder, `${SCANNER}@${VERSION}`])
  // The empty list of preloaded hosts: no host of a test is on it.
  await writeFile(join(scanner, 'conf/hsts-preload.json'), '{}')
}

/** A process of its own, because Node reads the trusted certificates at its start. */
async function scan(path: string): Promise<Result> {
  const trusted = join(folder, 'certificate.pem')
  await writeFile(trusted, certificate.pem)
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted }
  const { stdout } = await run(process.execPath, [join(scanner, 'src/scan.js'), host + path], {
    env,
  })
  return JSON.parse(stdout)
}

function judge(path: string, { scan: total, tests }: Result) {
  console.log(`${path} gets ${total.grade} with ${total.score}:`)
  for (const [name, { result, scoreModifier }] of Object.entries(tests)) {
    console.log(`  ${String(scoreModifier).padStart(3)}  ${name}: ${result}`)
  }
  assert.deepEqual(
    Object.keys(tests).filter((name) => !tests[name].pass),
    []
  )
  assert.equal(total.grade, 'A+')
  assert.ok(total.score >= LEAST_SCORE, `${path} has fewer than ${LEAST_SCORE} points`)
}

async function answers(url: string) {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await wait(50)
  }
  throw new Error(`${url} does not answer`)
}
