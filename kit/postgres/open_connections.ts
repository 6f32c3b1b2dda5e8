import type { Host } from '#postgres/cluster_url'

const LOOK_MS = 1000

/** A server that owes an answer and has sent nothing for this long may be gone. */
const SILENT_MS = 2000

/** The pause after all servers were asked: a query may simply take long. */
const PAUSE_MS = 3000

/** A connection of pg 8. */
export interface OpenConnection {
  host: Host
  stream: { readonly bytesRead: number; destroy(error: Error): void }
  isWaiting(): boolean
}

/** How long a connection has waited, and for what. */
interface Silence {
  bytes: number
  since: number
}

/**
 * The open connections to a cluster. A network that is cut tells nobody: without this, a query of a worker waits for
 * minutes, until the system gives up. So when a server is silent for a while, all servers are asked who is wanted now.
 */
export class OpenConnections {
  #silences = new Map<OpenConnection, Silence>()
  #timer?: NodeJS.Timeout
  #pausedUntil = 0

  /**
   * @param ask asks all servers, and closes the connections to those that are replaced
   */
  constructor(private ask: () => Promise<unknown>) {}

  add(connection: OpenConnection) {
    this.#silences.set(connection, { bytes: 0, since: performance.now() })
    this.#timer ??= setInterval(() => void this.#look(), LOOK_MS).unref()
  }

  delete(connection: OpenConnection) {
    this.#silences.delete(connection)
    if (this.#silences.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Their queries fail at once, and the next ones get connections to other servers. */
  close(hosts: Host[]) {
    for (const { host, stream } of this.#silences.keys()) {
      if (hosts.includes(host)) stream.destroy(replaced(host))
    }
  }

  async #look() {
    const now = performance.now()
    const isSilent = [...this.#silences.keys()].map((one) => this.#isSilent(one, now)).some(Boolean)
    if (!isSilent || now < this.#pausedUntil) return
    this.#pausedUntil = Infinity
    await this.ask()
    this.#pausedUntil = performance.now() + PAUSE_MS
  }

  #isSilent(connection: OpenConnection, now: number) {
    const silence = this.#silences.get(connection)!
    const bytes = connection.stream.bytesRead
    if (bytes !== silence.bytes || !connection.isWaiting()) {
      Object.assign(silence, { bytes, since: now })
    }
    return now - silence.since >= SILENT_MS
  }
}

function replaced({ name, port }: Host) {
  const error = new Error(`The connection to ${name}:${port} is closed: another server is in use`)
  return Object.assign(error, { code: '08006' })
}
