import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import localServices from '#local_services/main'
import { eventually } from '#tests/support/eventually'
import { WorkerProcess } from '#queue/tests/support/worker_process'
import type { DispatchPlan } from '#queue/tests/chaos/dispatch_plan'
import { RUN_TYPESCRIPT } from '#tests/support/typescript_process'

/** Workers are killed at random, so a job does not fail when three of its workers died. */
const SETTINGS = { QUEUE_LEASE: '3s', TEST_CRASHES: '19' }
const DISPATCHER = fileURLToPath(new URL('dispatcher.ts', import.meta.url))
const START_MS = 120_000
const OUTPUT_LINES = 20

/**
 * The workers and the dispatchers of a round. All of them reach PostgreSQL through a proxy that can be cut.
 */
export class Fleet {
  workers: WorkerProcess[] = []
  /** The number of workers that ended by `kill -9`, sent by the suite or by the worker itself. */
  killed = 0
  #dispatchers: ChildProcess[] = []
  #replacements = new Map<WorkerProcess, Promise<void>>()
  #legacies = new Map<WorkerProcess, NodeJS.ProcessEnv>()
  #isEnding = false

  constructor(private env: NodeJS.ProcessEnv) {}

  /** @param env environment of this worker only */
  hire(env: NodeJS.ProcessEnv = {}) {
    const worker = new WorkerProcess(['--no-schedules', '--grace=2'], {
      ...SETTINGS,
      ...this.env,
      ...env,
    })
    this.workers.push(worker)
    this.#replacements.set(
      worker,
      worker.exited().then((how) => this.#replace(worker, how))
    )
  }

  /** Resolves with the workers that take jobs, as soon as there is one. */
  listening() {
    return eventually(async () => {
      const listening = this.workers.filter(({ output }) => output.includes('Listening on'))
      return listening.length > 0 && listening
    }, START_MS)
  }

  /** Sets the environment of the worker's successor, and of no other worker. */
  nextOf(worker: WorkerProcess, env: NodeJS.ProcessEnv) {
    this.#legacies.set(worker, env)
  }

  /** Resolves when the worker is replaced. Every worker that ends is replaced automatically. */
  async replaced(worker: WorkerProcess) {
    await worker.exited()
    await this.#replacements.get(worker)
  }

  /**
   * Resolves when each dispatcher has dispatched its jobs.
   * @throws when a dispatcher ends before that
   */
  async dispatch(plans: DispatchPlan[]) {
    this.#dispatchers = plans.map((plan) =>
      fork(DISPATCHER, [JSON.stringify(plan)], {
        execArgv: [RUN_TYPESCRIPT],
        env: { ...process.env, LOCAL_SERVICES_DIR: localServices.directory, ...this.env },
      })
    )
    const exits = await Promise.all(this.#dispatchers.map((dispatcher) => once(dispatcher, 'exit')))
    if (!this.#isEnding && exits.some(([code]) => code !== 0)) throw new Error('A dispatcher died')
  }

  /** Lets the dispatchers dispatch up to this share of their jobs: 1 means all jobs. */
  allow(share: number) {
    for (const dispatcher of this.#dispatchers) if (dispatcher.connected) dispatcher.send(share)
  }

  async end() {
    this.#isEnding = true
    for (const dispatcher of this.#dispatchers) dispatcher.kill('SIGKILL')
    await Promise.all(this.workers.map((worker) => worker.end()))
  }

  #replace(worker: WorkerProcess, how: number | string) {
    if (this.#isEnding) return
    if (how === 'SIGKILL') this.killed++
    else if (how !== 0) console.error(`A worker ended with ${how}:\n${lastLines(worker.output)}`)
    this.workers.splice(this.workers.indexOf(worker), 1)
    this.hire(this.#legacies.get(worker))
  }
}

function lastLines(text: string) {
  return text.trimEnd().split('\n').slice(-OUTPUT_LINES).join('\n')
}
