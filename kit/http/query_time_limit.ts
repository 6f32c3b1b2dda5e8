import { AsyncLocalStorage } from 'node:async_hooks'
import { performance } from 'node:perf_hooks'
import knex from 'knex'
import type pg from 'pg'
import { E_DATABASE_SILENT } from '#http/unavailable'

/**
 * How many milliseconds a request waits for PostgreSQL: for connections and for the answers to its queries together.
 */
export const QUERY_TIME_LIMIT = 2000

/** Beyond the limit, for the query whose time the waits before it have used up. */
const LAST_QUERY_MS = 500

/** A server that is there closes a connection at once when it is told to. */
const GOODBYE_MS = 1000

interface Wait {
  limit: number
  /** Milliseconds in which at least one connection or answer was waited for. */
  waited: number
  /** How many are waited for now, and since when. */
  pending: number
  since: number
  error?: unknown
}

/** It reads the time when it is asked for a connection. */
interface Pool {
  acquireTimeoutMillis: number
}

const waits = new AsyncLocalStorage<Wait>()

/** When a query last got no answer. A connection that has not answered since then may be dead too. */
let silentAt = 0
const answeredAt = new WeakMap<pg.Client, number>()

/**
 * Limits how long the queries of the callback wait for PostgreSQL in all, in milliseconds. Once a wait has failed, the
 * queries that follow it fail at once. Queries of workers and commands have no limit.
 * @throws E_DATABASE_SILENT from the query that got no answer
 */
export function withQueryTimeLimit<Result>(
  limit: number,
  callback: () => Result | PromiseLike<Result>
): Promise<Result> {
  // A query of Lucid starts when it is awaited, which must happen in here.
  return waits.run({ limit, waited: 0, pending: 0, since: 0 }, async () => callback())
}

/**
 * Makes every pool of knex take part: the wait for a connection counts.
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
 * The hook `pool.afterCreate`. With the driver's own `query_timeout` a connection whose answer is still to come would go
 * back into the pool.
 */
export function limitQueries(connection: pg.Client, done: () => void) {
  answeredAt.set(connection, performance.now())
  Object.assign(connection, { query: limited(connection), end: endInTime(connection) })
  done()
}

/**
 * The hook `pool.validate`: after a silence every connection from before it is closed instead of used.
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

/** A promise, or the stream of a query whose rows come one by one. */
function settled(result: unknown, answered: () => void) {
  if (result instanceof Promise) result.then(answered, answered)
  else answered()
  return result
}

function endInTime(connection: pg.Client) {
  const end = connection.end.bind(connection)
  return (callback: () => void) => {
    setTimeout(() => connection.connection.stream.destroy(), GOODBYE_MS).unref()
    return end(callback)
  }
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
 * An answer that came while this process was busy is read before the time is up: the system's events come between a
 * timer and an immediate.
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
