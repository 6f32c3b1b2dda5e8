import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import db from '@adonisjs/lucid/services/db'
import localServices from '#local_services/main'
import { freePort } from '#tests/support/free_port'
import { testBuild } from '#tests/support/test_build'

const START_TIMEOUT_MS = 20_000
const STOP_TIMEOUT_MS = 20_000

/** A line of the worker that the log of the tests leaves out, even if the worker logs everything. */
const QUIET_LINE = /^\[[\d:]+\] (TRACE|DEBUG|INFO|WARN)/

/** All that the programs have written. */
const output: Record<'web server' | 'worker', string[]> = { 'web server': [], 'worker': [] }

/** The lines that a program has written, in all of its processes of this run. */
export function linesOf(program: keyof typeof output) {
  return output[program].join('').split('\n')
}

const running = new Set<ChildProcess>()

/** As systemd does: descriptor 3 is a listening socket for the process that has this id. */
const HAND_OVER = ['-c', 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"', 'sh']

/**
 * Runs a program of the built app in the test environment, with this process's database and mailbox.
 * @param socket the descriptor of a listening socket to hand over
 */
async function startBuilt(
  file: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
  socket?: number
) {
  const command = [process.execPath, file, ...args]
  const [program, ...rest] = socket === undefined ? command : ['/bin/sh', ...HAND_OVER, ...command]
  const child = spawn(program, rest, {
    cwd: await testBuild(),
    env: {
      ...process.env,
      LOCAL_SERVICES_DIR: localServices.directory,
      SESSION_DRIVER: 'accounts',
      APP_URL: `http://localhost:${process.env.PORT}`,
      HOST: 'localhost',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit', ...(socket === undefined ? [] : [socket])],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Stops also what a failed test has left, because it would keep the process of the tests alive. */
export async function stopPrograms() {
  await Promise.all([...running].map(stop))
}

/**
 * Starts the web server of the built app.
 * @param socket the descriptor of a listening socket to hand over
 * @returns its address, functions that stop it and tell its exit code, and all lines of its output
 */
export async function startServer(env: NodeJS.ProcessEnv = {}, socket?: number) {
  const child = await startBuilt('bin/server.js', [], env, socket)
  const chunks: string[] = []
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.push(chunk)
    output['web server'].push(chunk)
  })
  const origin = `http://localhost:${env.PORT ?? process.env.PORT}`
  await answers(`${origin}/health/live`, child)
  return {
    origin,
    stop: () => stop(child),
    exitCode: () => child.exitCode,
    lines: () => chunks.join('').split('\n').slice(0, -1),
    [Symbol.asyncDispose]: () => stop(child),
  }
}

/**
 * Starts the web server as in production, but with another host and this process's database.
 */
export async function startProductionServer(env: NodeJS.ProcessEnv = {}) {
  return startServer({
    NODE_ENV: 'production',
    PORT: String(await freePort()),
    DATABASE_URL: urlOfDatabase(),
    SMTP_URL: 'smtp://127.0.0.1:1',
    ...env,
  })
}

/**
 * Runs a command of the built app to its end.
 * @returns its standard output
 */
export async function runBuilt(args: string[], env: NodeJS.ProcessEnv) {
  const child = await startBuilt('ace.js', args, env)
  const exited = once(child, 'exit')
  const stdout = await text(child.stdout!)
  const [code] = await exited
  if (code !== 0) throw new Error(`node ace ${args.join(' ')} failed`)
  return stdout
}

/** Starts a command of the built app, which the test may kill. */
export async function startCommand(args: string[], env: NodeJS.ProcessEnv) {
  const child = await startBuilt('ace.js', args, env)
  child.stdout!.resume()
  return child
}

/** Starts a worker beside that of the suite. */
export async function startWorkerWith(env: NodeJS.ProcessEnv) {
  const child = await startBuilt('ace.js', ['queue:listen'], { QUEUE_LEASE: '2s', ...env })
  child.stdout!.resume()
  return {
    hasEnded: () => child.exitCode !== null,
    [Symbol.asyncDispose]: () => stop(child),
  }
}

let worker: ChildProcess

/**
 * Starts the worker of this suite. Its lease is short, so that the jobs of a killed worker run again soon.
 */
export async function startWorker() {
  worker = await startBuilt('ace.js', ['queue:listen'], { QUEUE_LEASE: '2s' })
  worker.stdout!.setEncoding('utf8').on('data', (chunk: string) => output.worker.push(chunk))
  createInterface(worker.stdout!).on('line', (line) => {
    if (!QUIET_LINE.test(stripVTControlCharacters(line))) console.log(line)
  })
}

export function stopWorker() {
  return stop(worker)
}

/** Ends the worker of this suite as a crash does. */
export async function killWorker() {
  worker.kill('SIGKILL')
  await once(worker, 'exit')
}

async function answers(url: string, child: ChildProcess) {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline && child.exitCode === null) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await wait(50)
  }
  throw new Error(`${url} does not answer`)
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const kill = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await once(child, 'exit')
  clearTimeout(kill)
}

/** The URL of this test run's database. */
function urlOfDatabase() {
  const {
    connectionString,
    host,
    port,
    user,
    password,
    database: name,
  } = db.connection().getReadClient().client.config.connection as Record<string, string>
  if (connectionString) return connectionString

  const url = new URL(`postgresql://localhost/${name}?host=${encodeURIComponent(host)}`)
  Object.assign(url, { port: port ?? '', username: user ?? '', password: password ?? '' })
  return url.href
}
