import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import localServices from '#services/local_services/main'

const START_TIMEOUT_MS = 20_000

/**
 * A program of the production build, in the test environment: it uses this process' database and mailbox.
 */
function startBuilt(file: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  return spawn(process.execPath, [file, ...args], {
    cwd: app.makePath('build'),
    env: {
      ...process.env,
      LOCAL_SERVICES_DIR: localServices.directory,
      SESSION_DRIVER: 'accounts',
      APP_URL: `http://localhost:${process.env.PORT}`,
      HOST: 'localhost',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

/**
 * The web server of the production build.
 * @returns its address and how to stop it
 */
export async function startServer(env: NodeJS.ProcessEnv = {}) {
  const child = startBuilt('bin/server.js', [], env)
  const origin = `http://localhost:${env.PORT ?? process.env.PORT}`
  await answers(`${origin}/health/live`, child)
  return { origin, stop: () => stop(child) }
}

/**
 * A worker of the production build.
 */
export function startWorker() {
  const child = startBuilt('ace.js', ['queue:listen'])
  return { stop: () => stop(child) }
}

async function answers(url: string, child: ChildProcess) {
  const deadline = Date.now() + START_TIMEOUT_MS
  while (Date.now() < deadline && child.exitCode === null) {
    const response = await fetch(url).catch(() => undefined)
    if (response?.ok) return
    await wait(50)
  }
  throw new Error(`${url} does not answer. Was the app built? (node ace build)`)
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
