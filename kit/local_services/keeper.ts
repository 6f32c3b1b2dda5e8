import { mkdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { takeLock } from './lock.ts'
import { startMailbox } from './mailbox/server.ts'
import {
  claimRuntimeDirectory,
  keeperLog,
  keeperSocket,
  type LocalEnvironment,
  mailboxLink,
  type Place,
  placeOf,
  smtpSocket,
} from './place.ts'
import { PostgresServer } from './postgres_server.ts'
import { LOCKED_EXIT_CODE, receive, type Request, send, type Service } from './protocol.ts'

const FIRST_LEASE_MS = 15_000
const LONGEST_LOG_BYTES = 1_000_000

/**
 * The background process that runs the local services of one place as long as at least one client has a lease. If
 * PostgreSQL dies, the keeper ends too: the clients then start a new keeper.
 */
class Keeper {
  readonly #place: Place
  readonly #postgres: PostgresServer
  readonly #leases = new Set<Socket>()
  readonly #started = new Map<Service, Promise<void>>()
  readonly #progressListeners = new Set<Socket>()
  #stopping = false

  constructor(place: Place) {
    this.#place = place
    this.#postgres = new PostgresServer(place, () => this.#fail('PostgreSQL ended unexpectedly'))
  }

  /** Resolves when clients can connect. The caller holds the lock, so an existing socket file is stale. */
  async listen() {
    const path = keeperSocket(this.#place)
    rmSync(path, { force: true })

    const server = createServer((socket) => this.#serve(socket))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, resolve)
    })
    setTimeout(() => this.#leases.size === 0 && this.stop(), FIRST_LEASE_MS)
  }

  async stop(exitCode = 0) {
    if (!this.#stopping) {
      this.#stopping = true
      await Promise.allSettled(this.#started.values())
      await this.#postgres.stop()
      this.#removeSockets()
      process.exit(exitCode)
    }
  }

  #serve(socket: Socket) {
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#leave(socket))
    receive<Request>(socket, (request) => {
      if (this.#stopping) {
        send(socket, { stopping: true })
      } else if ('want' in request) {
        void this.#lease(socket, request.want)
      } else {
        this.#leave(socket)
      }
    })
  }

  async #lease(socket: Socket, services: Service[]) {
    this.#leases.add(socket)
    this.#progressListeners.add(socket)
    try {
      await Promise.all(services.map((service) => this.#ensureStarted(service)))
      send(socket, { ready: true })
    } catch (error) {
      console.error(error)
      send(socket, { error: (error as Error).message })
    } finally {
      this.#progressListeners.delete(socket)
    }
  }

  /** The last client gets no answer: its connection closes when this process ends, after everything has stopped. */
  #leave(socket: Socket) {
    if (this.#leases.delete(socket)) {
      if (this.#leases.size === 0) {
        void this.stop()
      } else {
        socket.end()
      }
    }
  }

  /** A service that failed to start is retried for the next client. */
  #ensureStarted(service: Service) {
    const started = this.#started.get(service) ?? this.#start(service)
    this.#started.set(service, started)
    started.catch(() => this.#started.delete(service))
    return started
  }

  #start(service: Service) {
    if (service === 'postgres') {
      return this.#postgres.start((text) => this.#progress(text))
    } else {
      return startMailbox(this.#place)
    }
  }

  #progress(text: string) {
    this.#progressListeners.forEach((socket) => send(socket, { progress: text }))
  }

  #fail(reason: string) {
    console.error(reason)
    void this.stop(1)
  }

  #removeSockets() {
    for (const path of [keeperSocket, smtpSocket, mailboxLink]) {
      rmSync(path(this.#place), { force: true })
    }
  }
}

function placeFromArguments() {
  const { values } = parseArgs({
    options: { root: { type: 'string' }, environment: { type: 'string' } },
  })
  return placeOf({ root: values.root!, environment: values.environment as LocalEnvironment })
}

function shortenLog(path: string) {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > LONGEST_LOG_BYTES) {
    truncateSync(path)
  }
}

async function run(place: Place) {
  process.umask(0o022)
  mkdirSync(place.home, { recursive: true })

  if (takeLock(join(place.home, 'keeper.lock'))) {
    claimRuntimeDirectory(place)
    shortenLog(keeperLog(place))
    await keep(place)
  } else {
    process.exitCode = LOCKED_EXIT_CODE
  }
}

async function keep(place: Place) {
  console.log(`keeper ${process.pid} of ${place.root} (${place.environment}) started`)
  const keeper = new Keeper(place)
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => keeper.stop())
  }

  await keeper.listen()
  tellParent('listening')
}

/** The client that started this keeper may have ended already. */
function tellParent(message: string) {
  process.send?.(message, undefined, undefined, () => process.connected && process.disconnect())
}

run(placeFromArguments()).catch((error) => {
  console.error(error.message)
  process.exit(1)
})
