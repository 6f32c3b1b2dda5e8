import type pg from 'pg'
import { BrokerClock, isInstant } from '#queue/drivers/broker_clock'

const NOW = 'select extract(epoch from clock_timestamp()) * 1000 as now'

type Query = (text: string, values?: unknown[]) => Promise<pg.QueryResult>

/**
 * BullMQ says with each query what time it is: from here on PostgreSQL gets its own time instead. The one instant by
 * which BullMQ goes when it comes back is the next delayed job's.
 */
export function followClock(pool: pg.Pool): BrokerClock {
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
