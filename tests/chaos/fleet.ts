import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import localServices from '#services/local_services/main'
import { WorkerProcess } from '#tests/support/worker_process'

const LEASE = '3s'
const DISPATCHER = fileURLToPath(new URL('dispatcher.ts', import.meta.url))

/**
 * The workers and the dispatchers of a round, all by the way to PostgreSQL that can be cut.
 */
export class Fleet {
  workers: WorkerProcess[] = []
  #dispatchers: ChildProcess[] = []
  #replacements = new Map<WorkerProcess, Promise<void>>()
  #legacies = new Map<WorkerProcess, NodeJS.ProcessEnv>()
  #isEnding = false

  constructor(private env: NodeJS.ProcessEnv) {}

  /** @param env of this worker alone */
  hire(env: NodeJS.ProcessEnv = {}) {
    const worker = new WorkerProcess(['--no-schedules', '--grace=2'], {
      LOG_LEVEL: 'warn',
      QUEUE_LEASE: LEASE,
      ...this.env,
      ...env,
    })
    this.workers.push(worker)
    this.#replacements.set(
      worker,
      worker.exited().then(() => this.#replace(worker))
    )
    return worker
  }

  /** Its successor alone gets this environment. */
  nextOf(worker: WorkerProcess, env: NodeJS.ProcessEnv) {
    this.#legacies.set(worker, env)
  }

  #replace(worker: WorkerProcess) {
    if (this.#isEnding) return
    this.workers.splice(this.workers.indexOf(worker), 1)
    this.hire(this.#legacies.get(worker))
  }

  /** Resolves when another one has come in its place, which happens by itself whenever one ends. */
  async replaced(worker: WorkerProcess) {
    await worker.exited()
    await this.#replacements.get(worker)
  }

  /** Resolves when each has dispatched so many jobs, one each `pace` milliseconds. */
  async dispatch(seeds: number[], jobs: number, pace: number) {
    this.#dispatchers = seeds.map((seed) =>
      spawn(
        process.execPath,
        ['--import=@poppinss/ts-exec', DISPATCHER, String(seed), String(jobs), String(pace)],
        {
          env: { ...process.env, LOCAL_SERVICES_DIR: localServices.directory, ...this.env },
          stdio: ['ignore', 'inherit', 'inherit'],
        }
      )
    )
    await Promise.all(this.#dispatchers.map((dispatcher) => once(dispatcher, 'exit')))
  }

  async end() {
    this.#isEnding = true
    for (const dispatcher of this.#dispatchers) dispatcher.kill('SIGKILL')
    await Promise.all(this.workers.map((worker) => worker.end()))
  }
}
