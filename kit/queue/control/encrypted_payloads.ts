import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { EncryptedPlace, StoredText } from '#keys/places'
import { SCHEMA } from '#queue/define_config'
import { PURPOSE } from '#queue/payload'
import type { Message, PendingJob } from '#queue/types'

/** A job that is not in the run log yet, or one of the outbox. */
type Waiting = Pick<PendingJob, 'message' | 'chain'>

/** A JSON column that has a message, a job, or a list of jobs. */
interface Place {
  table: string
  key: string[]
  column: string
  /** An SQL condition on rows whose broker has a copy that PostgreSQL cannot change. */
  isHeld?: string
}

/** A broker other than PostgreSQL has it until it ends. */
const ELSEWHERE = `finished_at IS NULL AND connection <> 'postgres'`

const PLACES: Place[] = [
  { table: 'job_runs', key: ['id'], column: 'message', isHeld: ELSEWHERE },
  { table: 'job_runs', key: ['id'], column: 'chain' },
  { table: 'job_batches', key: ['id'], column: 'then' },
  { table: `${SCHEMA}.job`, key: ['queue', 'id'], column: 'data' },
]

interface Row {
  key: string[]
  json: string
  is_held: boolean
}

/**
 * The encrypted payloads in PostgreSQL: of the run log, of jobs that wait for others, and of the jobs that BullMQ keeps
 * there. Redis and RabbitMQ keep theirs as they are.
 */
export function encryptedPayloads(client: QueryClientContract): EncryptedPlace[] {
  return PLACES.map((place) => ({
    name: `${place.table}.${place.column}`,
    async *batches(size) {
      let last: string[] | undefined
      for (;;) {
        const rows: Row[] = await rowsAfter(last, place, size, client)
        if (rows.length > 0) yield rows.flatMap((row) => textsOf(row, place, client))
        if (rows.length < size) return
        last = rows.at(-1)!.key
      }
    },
  }))
}

async function rowsAfter(
  last: string[] | undefined,
  { table, key, column, isHeld = 'false' }: Place,
  size: number,
  client: QueryClientContract
) {
  const after = last ? `(${key}) > (${key.map(() => '?')})` : 'true'
  const { rows } = await client.rawQuery(
    `SELECT ARRAY[${key.map((name) => `${name}::text`)}] AS key, "${column}"::text AS json, ${isHeld} AS is_held
       FROM ${table}
      WHERE "${column}"::text LIKE '%"encrypted": true%' AND ${after}
      ORDER BY ${key} LIMIT ${size}`,
    last ?? []
  )
  return rows
}

function textsOf({ key, json, is_held: isHeld }: Row, place: Place, client: QueryClientContract) {
  return payloadsIn(JSON.parse(json)).map((text): StoredText => ({
    row: place.key.map((name, at) => `${name} ${key[at]}`).join(', '),
    text,
    purpose: PURPOSE,
    isHeld,
    replace: (by) => replace({ text, by, key }, place, client),
  }))
}

/** Not at any depth: a payload that is not encrypted may look like a message. */
function payloadsIn(value: Message | Waiting | Waiting[]): string[] {
  if (Array.isArray(value)) return value.flatMap(payloadsIn)
  if ('message' in value) return [...payloadsIn(value.message), ...payloadsIn(value.chain ?? [])]
  return value.encrypted ? [String(value.payload)] : []
}

/** Replaces the payload only, because the rest of a message may change at the same moment. */
async function replace(
  { text, by, key }: { text: string; by: string; key: string[] },
  { table, column, ...place }: Place,
  client: QueryClientContract
) {
  const row = await client.rawQuery(
    `UPDATE ${table} SET "${column}" = replace("${column}"::text, ?, ?)::jsonb
      WHERE ${place.key.map((name) => `${name} = ?`).join(' AND ')} AND strpos("${column}"::text, ?) > 0`,
    [text, by, ...key, text]
  )
  return row.rowCount > 0
}
