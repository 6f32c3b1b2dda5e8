import { readFileSync, readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Child } from '../../kit/queue/bench/child.ts'
import { emailOf } from '../database.ts'
import { PASSWORD } from '../password.ts'
import type { Program } from '../program.ts'
import { nodeFlagsOf, startApp } from '../servers.ts'
import { Visitor } from '../visitor.ts'
import type { ScaleDatabase } from './database.ts'

export const PAGES = {
  'dashboard': '/dashboard',
  'account activity': '/settings/security',
  'list of sessions': '/settings/sessions',
} as const
export const SUBJECTS = [...Object.keys(PAGES), 'log-in', 'sign-up', 'job'] as const

/** Milliseconds of one request, or of one job from its dispatch to its end. */
export interface Cost {
  /** The median, from the request to the end of the answer. */
  p50: number
  /** CPU of the app's processes. */
  app: number
  /** CPU of the app's connections in PostgreSQL. */
  database: number
}

/** The accounts that log in. The first one is the owner of the pages. */
const LOGGING_IN = 300

interface Programs {
  database: ScaleDatabase
  server: Program
  dispatcher: Child
  worker: Child
}

/** The production build with one worker, on a database of one size. */
export class ScaledApp {
  #programs: Programs
  #visitors: { owner: Visitor; guest: Visitor }
  #number = 1

  static async start(database: ScaleDatabase, env: NodeJS.ProcessEnv) {
    const server = await startApp(env)
    const dispatcher = await new Child('app.ts', [], env).ready()
    const worker = new Child(
      'app.ts',
      ['queue:listen', '--concurrency=10'],
      env,
      nodeFlagsOf('worker')
    )
    const app = new ScaledApp({ database, server, dispatcher, worker })
    await app.#logIn()
    return app
  }

  private constructor(programs: Programs) {
    const { server } = programs
    this.#programs = programs
    this.#visitors = { owner: new Visitor(server.origin), guest: new Visitor(server.origin) }
  }

  /** @param times requests, one after another; as many jobs */
  async measure(subject: string, times: number): Promise<Cost> {
    const { server, dispatcher, worker } = this.#programs
    if (subject === 'job') await this.#idle()
    const pids = subject === 'job' ? [dispatcher.pid, worker.pid] : [server.pid]
    const before = await this.#cpuTimes(pids)
    const taken = subject === 'job' ? await this.#runJobs(times) : await this.#ask(subject, times)
    const after = await this.#cpuTimes(pids)
    const sorted = taken.times.toSorted((one, other) => one - other)
    return {
      p50: sorted[sorted.length >> 1],
      app: ((after.app - before.app) * 1000) / taken.count,
      database: (increase(before.database, after.database) * 1000) / taken.count,
    }
  }

  async stop() {
    const { server, worker, dispatcher } = this.#programs
    await Promise.all([server.stop(), worker.stop(), dispatcher.stop()])
  }

  async #logIn() {
    const { owner, guest } = this.#visitors
    await owner.visit('/login')
    await owner.send('/login', { email: emailOf(1), password: PASSWORD }, '/dashboard')
    await guest.visit('/login')
  }

  async #ask(subject: string, count: number) {
    const times: number[] = []
    for (let left = count; left > 0; left--) {
      const begun = performance.now()
      await this.#request(subject)
      times.push(performance.now() - begun)
    }
    return { times, count }
  }

  async #request(subject: string) {
    const { owner, guest } = this.#visitors
    const number = ++this.#number
    if (subject === 'log-in') {
      const email = emailOf((number % (LOGGING_IN - 1)) + 2)
      await guest.post('/login', { email, password: PASSWORD }, '/dashboard')
    } else if (subject === 'sign-up') {
      const email = `new-${number}@example.com`
      const form = { name: 'Grace Hopper', email, password: PASSWORD }
      await guest.post('/signup', form, '/email-confirmations/new')
    } else {
      const { status } = await owner.visit(PAGES[subject as keyof typeof PAGES])
      if (status !== 200) throw new Error(`${subject} answers ${status}`)
    }
  }

  /** The dispatcher adds a fifth to warm itself up. */
  async #runJobs(times: number) {
    const { dispatcher } = this.#programs
    const begun = performance.now()
    await dispatcher.ask('oneByOne', times)
    await this.#idle()
    const count = times + Math.floor(times / 5)
    return { times: [(performance.now() - begun) / count], count }
  }

  /** Log-ins and sign-ups also dispatch jobs. */
  async #idle() {
    while (!(await this.#programs.database.isIdle())) await wait(20)
  }

  async #cpuTimes(pids: number[]) {
    const app = pids.reduce((sum, pid) => sum + cpuTimeOfThreads(pid), 0)
    return { app, database: await this.#programs.database.cpuTime() }
  }
}

/** Seconds of CPU of all threads, as the kernel counts them: in nanoseconds. */
function cpuTimeOfThreads(pid: number) {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
    const [time] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
    return sum + Number(time) / 1e9
  }, 0)
}

function increase(before: Map<number, number>, after: Map<number, number>) {
  return [...after].reduce((sum, [pid, time]) => sum + time - (before.get(pid) ?? 0), 0)
}
