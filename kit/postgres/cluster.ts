import pg from 'pg'
import {
  hostsIn,
  isBalanced,
  wantedIn,
  withHost,
  type Host,
  type Wanted,
} from '#postgres/cluster_url'

/** How long a server may take to say what it is. */
const PROBE_MS = 2000

/** Servers that answer this much later than the first wanted one are not compared with it. */
const COMPARISON_MS = 500

interface Answer {
  host: Host
  isStandby: boolean
  isReadOnly: boolean
  /** Grows with each promotion. */
  timeline: number
}

const ROLE = `
  SELECT pg_is_in_recovery() AS is_standby,
    current_setting('transaction_read_only') = 'on' AS is_read_only,
    CASE WHEN NOT pg_is_in_recovery() THEN left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline`

const IS_WANTED: Record<Wanted, (answer: Answer) => boolean> = {
  'any': () => true,
  'read-write': ({ isReadOnly }) => !isReadOnly,
  'read-only': ({ isReadOnly }) => isReadOnly,
  'primary': ({ isStandby }) => !isStandby,
  'standby': ({ isStandby }) => isStandby,
  'prefer-standby': () => true,
}

/**
 * The servers of a URL, and which of them is wanted now. This process asks all of them at once, and again after a
 * connection has failed. Of two servers that accept writes, the one that was promoted last is the primary: the other
 * one has come back after a failover.
 * @see docs/decisions/0045-database-clusters.md
 */
export class Cluster {
  static #known = new Map<string, Cluster>()

  /** One for all connections of this process with the same URL. */
  static of(url: string) {
    let cluster = this.#known.get(url)
    if (!cluster) this.#known.set(url, (cluster = new Cluster(url)))
    return cluster
  }

  readonly hosts: Host[]
  #wanted: Wanted
  #found: Host[] = []
  /** The timeline of the last primary. A server with an older one has missed a promotion. */
  #timeline = 0
  #search?: Promise<Host[]>

  constructor(private url: string) {
    this.hosts = hostsIn(url)
    this.#wanted = wantedIn(url)
  }

  /**
   * The server for the next connection.
   * @throws an error of SQLSTATE 08001 that names what each server answered
   */
  async find(): Promise<Host> {
    if (this.#found.length === 0) {
      this.#search ??= this.#ask().finally(() => (this.#search = undefined))
      this.#found = await this.#search
    }
    const [first, ...rest] = this.#found
    if (isBalanced(this.url)) this.#found = [...rest, first]
    return first
  }

  /** The server of the newest connections, if one is known. */
  get current() {
    return this.#found.at(0)
  }

  get isForWrites() {
    return this.#wanted === 'read-write' || this.#wanted === 'primary'
  }

  /** Call it when a connection to this server has failed, so that the next one asks which server is wanted. */
  leave(host: Host) {
    if (this.#found.includes(host)) this.#found = []
  }

  async #ask() {
    const answers: Answer[] = []
    const refusals = new Map<Host, string>()
    const { promise: first, resolve: found } = Promise.withResolvers<void>()
    const all = this.hosts.map(async (host) => {
      try {
        const answer = await this.#probe(host)
        answers.push(answer)
        if (this.#isWanted(answer)) found()
        else refusals.set(host, this.#refusalOf(answer))
      } catch (error) {
        refusals.set(host, (error as Error).message)
      }
    })
    const everyAnswer = Promise.all(all)
    await Promise.race([everyAnswer, first.then(() => afterComparison(everyAnswer))])

    const hosts = this.#inOrder(answers)
    if (hosts.length > 0) return hosts
    throw noServer(this.#wanted, refusals)
  }

  #isWanted(answer: Answer) {
    const hasMissed = !answer.isStandby && answer.timeline < this.#timeline
    return !hasMissed && IS_WANTED[this.#wanted](answer)
  }

  #refusalOf({ isStandby, timeline }: Answer) {
    if (isStandby) return 'is a standby'
    return timeline < this.#timeline ? 'has missed a promotion' : `is not ${this.#wanted}`
  }

  /** The hosts that are wanted, in the order of the URL. Only one server is the primary. */
  #inOrder(answers: Answer[]) {
    const place = ({ host }: Answer) => this.hosts.indexOf(host)
    const wanted = answers
      .filter((answer) => this.#isWanted(answer))
      .toSorted((a, b) => place(a) - place(b))
    const primaries = wanted.filter(({ isStandby }) => !isStandby)
    this.#timeline = Math.max(this.#timeline, ...primaries.map(({ timeline }) => timeline))
    const standbys = wanted.filter(({ isStandby }) => isStandby)
    const primary = primaries.filter(({ timeline }) => timeline === this.#timeline).slice(0, 1)
    if (this.#wanted === 'prefer-standby' && standbys.length > 0) return standbys.map(hostOf)
    return wanted.filter((one) => one.isStandby || primary.includes(one)).map(hostOf)
  }

  async #probe(host: Host): Promise<Answer> {
    const client = new pg.Client({
      connectionString: withHost(this.url, host),
      connectionTimeoutMillis: PROBE_MS,
      query_timeout: PROBE_MS,
    })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query(ROLE)
      const { is_standby: isStandby, is_read_only: isReadOnly, timeline } = rows[0]
      return { host, isStandby, isReadOnly, timeline: Number.parseInt(timeline ?? '0', 16) }
    } finally {
      client.end().catch(() => {})
    }
  }
}

const hostOf = ({ host }: Answer) => host

/** The URL of the server that this process uses now, for a program that understands one host only. */
export function urlOfCurrent(url: string) {
  const hosts = hostsIn(url)
  return hosts.length > 1 ? withHost(url, Cluster.of(url).current ?? hosts[0]) : url
}

async function afterComparison(everyAnswer: Promise<unknown>) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, COMPARISON_MS)
  await Promise.race([everyAnswer, promise])
  clearTimeout(timer)
}

function noServer(wanted: Wanted, refusals: Map<Host, string>) {
  const reasons = [...refusals].map(([{ name, port }, reason]) => `${name}:${port} ${reason}`)
  const error = new Error(`No server of the database is ${wanted}: ${reasons.join('; ')}`)
  return Object.assign(error, { code: '08001' })
}
