import pg from 'pg'
import {
  hostsIn,
  isBalanced,
  wantedIn,
  withHost,
  type Host,
  type Wanted,
} from '#postgres/cluster_url'
import { OpenConnections } from '#postgres/open_connections'
import { isRefusal, Refusals } from '#postgres/refusals'

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
  #refusals = new Refusals()

  /** The connections of this process, which closes those to a server that another one has replaced. */
  readonly open = new OpenConnections(() => this.#askAgain())

  constructor(private url: string) {
    this.hosts = hostsIn(url)
    this.#wanted = wantedIn(url)
  }

  /**
   * The server for the next connection.
   * @throws an error of SQLSTATE 08001 that names what each server answered
   */
  async find(): Promise<Host> {
    if (this.#found.length === 0) this.#found = await this.#searchOnce()
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

  #searchOnce() {
    this.#search ??= this.#ask().finally(() => (this.#search = undefined))
    return this.#search
  }

  /** A server has been silent for a while: it is slow, or another one is in its place. */
  async #askAgain() {
    this.#found = await this.#searchOnce().catch(() => [])
  }

  async #ask() {
    const answers: Answer[] = []
    const errors = new Map<Host, Error>()
    const { promise: first, resolve: found } = Promise.withResolvers<void>()
    const all = this.hosts.map(async (host) => {
      try {
        const answer = await this.#probe(host)
        answers.push(answer)
        if (this.#isWanted(answer)) found()
      } catch (error) {
        errors.set(host, error as Error)
      }
    })
    const everyAnswer = Promise.all(all)
    await Promise.race([everyAnswer, first.then(() => afterComparison(everyAnswer))])

    const hosts = this.#inOrder(answers)
    if (hosts.length === 0) throw this.#noServer(answers, errors)
    void everyAnswer.then(() => this.#compare(answers, errors))
    return hosts
  }

  /** Every server has answered, or has not answered in time, and at least one is wanted. */
  #compare(answers: Answer[], errors: Map<Host, Error>) {
    this.#refusals.tell([...errors].toSorted(([a], [b]) => this.#placeOf(a) - this.#placeOf(b)))
    const replaced = answers.filter((answer) => !this.#isWanted(answer)).map(hostOf)
    const gone = [...errors].filter(([, error]) => !isRefusal(error)).map(([host]) => host)
    this.open.close([...replaced, ...gone])
  }

  #noServer(answers: Answer[], errors: Map<Host, Error>) {
    const reasonOf = (host: Host) => {
      const answer = answers.find((one) => one.host === host)
      return answer ? this.#refusalOf(answer) : errors.get(host)!
    }
    return this.#refusals.noServer(
      this.#wanted,
      this.hosts.map((host) => [host, reasonOf(host)])
    )
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
    const wanted = answers
      .filter((answer) => this.#isWanted(answer))
      .toSorted((a, b) => this.#placeOf(a.host) - this.#placeOf(b.host))
    const primaries = wanted.filter(({ isStandby }) => !isStandby)
    this.#timeline = Math.max(this.#timeline, ...primaries.map(({ timeline }) => timeline))
    const standbys = wanted.filter(({ isStandby }) => isStandby)
    const primary = primaries.filter(({ timeline }) => timeline === this.#timeline).slice(0, 1)
    if (this.#wanted === 'prefer-standby' && standbys.length > 0) return standbys.map(hostOf)
    return wanted.filter((one) => one.isStandby || primary.includes(one)).map(hostOf)
  }

  #placeOf(host: Host) {
    return this.hosts.indexOf(host)
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
