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
    return worker
  }

  /** Another one comes for each that has ended. */
  async replace(worker: WorkerProcess, env?: NodeJS.ProcessEnv) {
    await worker.exited()
    this.workers.splice(this.workers.indexOf(worker), 1)
    this.hire(env)
  }

  /** @returns when all that they were to dispatch is dispatched */
  async dispatch(seeds: number[], jobs: number) {
    this.#dispatchers = seeds.map((seed) =>
      spawn(
        process.execPath,
        ['--import=@poppinss/ts-exec', DISPATCHER, String(seed), String(jobs)],
        {
          env: { ...process.env, LOCAL_SERVICES_DIR: localServices.directory, ...this.env },
          stdio: ['ignore', 'inherit', 'inherit'],
        }
      )
    )
    await Promise.all(this.#dispatchers.map((dispatcher) => once(dispatcher, 'exit')))
  }

  async end() {
    for (const dispatcher of this.#dispatchers) dispatcher.kill('SIGKILL')
    await Promise.all(this.workers.map((worker) => worker.end()))
  }
}
