import { AsyncLocalStorage } from 'node:async_hooks'
import { performance } from 'node:perf_hooks'
import knex from 'knex'
import type pg from 'pg'
import { E_DATABASE_SILENT } from '#http/unavailable'

/**
 * The total time in milliseconds that a request may wait for PostgreSQL, for connections and for the results of its
 * queries.
 */
export const QUERY_TIME_LIMIT = 2000

/** Extra time for a query if earlier waits have used up the limit. */
const LAST_QUERY_MS = 500

/** A reachable server closes a connection immediately when asked to. */
const LONGEST_GOODBYE_MS = 1000

interface Wait {
  limit: number
  /** Milliseconds during which at least one connection or result was pending. */
  waited: number
  /** The number of pending connections and results, and the time since when there are any. */
  pending: number
  since: number
  error?: unknown
}

/** knex' pool reads the timeout when a connection is requested. */
interface Pool {
  acquireTimeoutMillis: number
}

const waits = new AsyncLocalStorage<Wait>()

/** The time of the last query that timed out. A connection that has not responded since then may be dead too. */
let silentAt = 0
const answeredAt = new WeakMap<pg.Client, number>()

/**
 * Limits the total time in milliseconds that the callback's queries wait for PostgreSQL. After one wait has failed, all
 * later queries fail immediately. Queries of workers and commands have no limit.
 * @throws E_DATABASE_SILENT from the query that timed out
 */
export function withQueryTimeLimit<Result>(
  limit: number,
  callback: () => Result | PromiseLike<Result>
): Promise<Result> {
  // A Lucid query starts when it is awaited, so the callback's result must be awaited inside.
  return waits.run({ limit, waited: 0, pending: 0, since: 0 }, async () => callback())
}

/**
 * Applies the limit to every pool of knex, so that waiting for a connection counts.
 */
export function limitAcquisitions() {
  const { acquireConnection } = knex.Client.prototype
  knex.Client.prototype.acquireConnection = function () {
    const wait = waits.getStore()
    return wait
      ? acquireWithin(wait, this.pool as unknown as Pool, () => acquireConnection.call(this))
      : acquireConnection.call(this)
  }
}

/**
 * For the hook `pool.afterCreate`. The driver's own `query_timeout` would return a connection to the pool while its
 * result is still pending.
 */
export function limitQueries(connection: pg.Client, done: () => void) {
  answeredAt.set(connection, performance.now())
  Object.assign(connection, { query: limited(connection) })
  endInTime(connection)
  done()
}

/** Lets `end` close the connection within a second, also if the server no longer answers. */
export function endInTime(connection: pg.Client) {
  const end = connection.end.bind(connection) as (...args: unknown[]) => unknown
  Object.assign(connection, {
    end(...args: unknown[]) {
      setTimeout(() => connection.connection.stream.destroy(), LONGEST_GOODBYE_MS).unref()
      return end(...args)
    },
  })
}

/**
 * For the hook `pool.validate`: closes connections that have not responded since the last timeout.
 */
export function isTrusted(connection: pg.Client): boolean {
  return answeredAt.get(connection)! >= silentAt
}

function limited(connection: pg.Client) {
  const query = connection.query.bind(connection) as (...args: unknown[]) => unknown
  return (...args: unknown[]) => {
    const wait = waits.getStore()
    if (!wait) return query(...args)

    const answered = startTimer(wait, connection)
    const callback = args.at(-1)
    if (typeof callback !== 'function') return settled(query(...args), answered)
    return query(...args.slice(0, -1), (...answer: unknown[]) => {
      answered()
      callback(...answer)
    })
  }
}

/** The result is a promise, or a stream of rows. */
function settled(result: unknown, answered: () => void) {
  if (result instanceof Promise) result.then(answered, answered)
  else answered()
  return result
}

async function acquireWithin<Connection>(
  wait: Wait,
  pool: Pool,
  acquire: () => Promise<Connection>
) {
  if (wait.error) throw new E_DATABASE_SILENT(undefined, { cause: wait.error })
  const { acquireTimeoutMillis } = pool
  pool.acquireTimeoutMillis = timeLeft(wait)
  const acquired = acquire()
  pool.acquireTimeoutMillis = acquireTimeoutMillis

  waitBegins(wait)
  try {
    return await acquired
  } catch (error) {
    wait.error = error
    throw error
  } finally {
    waitEnds(wait)
  }
}

/**
 * The immediate lets Node read a result that arrived while this process was busy: I/O events come between a timer and
 * an immediate.
 */
function startTimer(wait: Wait, connection: pg.Client) {
  let immediate: NodeJS.Immediate | undefined
  const giveUp = () => {
    silentAt = performance.now()
    wait.error = new E_DATABASE_SILENT()
    connection.connection.stream.destroy(wait.error as Error)
  }
  const timer = setTimeout(() => (immediate = setImmediate(giveUp)), timeLeft(wait))
  waitBegins(wait)
  return () => {
    waitEnds(wait)
    clearTimeout(timer)
    clearImmediate(immediate)
    answeredAt.set(connection, performance.now())
  }
}

function timeLeft({ limit, waited, pending, since }: Wait) {
  const left = limit - waited - (pending > 0 ? performance.now() - since : 0)
  return Math.max(left, Math.min(left + LAST_QUERY_MS, LAST_QUERY_MS), 0)
}

function waitBegins(wait: Wait) {
  if (wait.pending === 0) wait.since = performance.now()
  wait.pending += 1
}

function waitEnds(wait: Wait) {
  wait.pending -= 1
  if (wait.pending === 0) wait.waited += performance.now() - wait.since
}
