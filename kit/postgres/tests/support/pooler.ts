import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { postgresAccount } from '../../../local_services/account.ts'
import { endGroupWith } from '../../../queue/tests/support/brokers/process_group.ts'
import { freePort, isFree } from '../../../../tests/support/free_port.ts'

const PROGRAM = '/usr/sbin/pgbouncer'
const START_TIMEOUT_MS = 10_000

/** A PgBouncer of Debian's packages, which gives a connection of the server to a client for a transaction. */
export class Pooler {
  readonly port: number
  readonly #folder: string
  readonly #process: ChildProcess

  /**
   * @param target the port of the server
   * @param size how many connections to the server it has
   */
  static async start(target: number, size: number) {
    const folder = await mkdtemp(join(tmpdir(), 'easystart-pooler-'))
    await chmod(folder, 0o755)
    const port = await freePort()
    await writeFile(join(folder, 'pgbouncer.ini'), configuration({ port, target, size }))
    const pooler = new Pooler(port, folder)
    const deadline = Date.now() + START_TIMEOUT_MS
    while (await isFree(port)) {
      if (Date.now() > deadline) throw new Error('PgBouncer did not start')
      await wait(50)
    }
    return pooler
  }

  private constructor(port: number, folder: string) {
    this.port = port
    this.#folder = folder
    this.#process = spawn(PROGRAM, ['-q', join(folder, 'pgbouncer.ini')], {
      ...postgresAccount(),
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    endGroupWith(this.#process)
  }

  async [Symbol.asyncDispose]() {
    const exited = once(this.#process, 'exit')
    this.#process.kill('SIGTERM')
    await exited
    await rm(this.#folder, { recursive: true, force: true })
  }
}

function configuration({ port, target, size }: { port: number; target: number; size: number }) {
  return `
[databases]
* = host=127.0.0.1 port=${target} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 200
`
}
