import type pg from 'pg'
import { BrokerClock, isInstant } from '#queue/drivers/bullmq/broker_clock'

const NOW = 'select extract(epoch from clock_timestamp()) * 1000 as now'

type Query = (text: string, values?: unknown[]) => Promise<pg.QueryResult>

/**
 * BullMQ passes the machine's time with each query. This function replaces it with PostgreSQL's own time. Of the
 * results, BullMQ uses only one time: the moment at which the next delayed job is due.
 */
export function useDatabaseClock(pool: pg.Pool): BrokerClock {
  const query = pool.query.bind(pool) as Query
  const clock = new BrokerClock(async () => {
    const { rows } = await query(NOW)
    return Number(rows[0].now)
  })
  const shifted: Query = async (text, values) => {
    const result = await query(
      text,
      values?.map((value) => (isInstant(value) ? clock.toBroker(value) : value))
    )
    const row = result.rows[0]
    if (row?.next_delay) row.next_delay = clock.fromBroker(Number(row.next_delay))
    return result
  }
  Object.assign(pool, { query: shifted })
  return clock
}
