import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { openPayload } from '#queue/payload'
import type { Message } from '#queue/types'

const ROWS_AT_ONCE = 500

/**
 * Finds the runs with an encrypted payload that has one of these texts, in lower case. SQL cannot search them.
 * @returns their ids
 */
export async function encryptedRunsWith(texts: string[], client: TransactionClientContract) {
  const found: string[] = []
  let last = ''
  for (;;) {
    const rows: { id: string; name: string; message: Message }[] = await client
      .from('job_runs')
      .whereRaw(`message->>'encrypted' = 'true' AND id::text > ?`, [last])
      .orderByRaw('id::text')
      .limit(ROWS_AT_ONCE)
      .select('id', 'name', 'message')
    found.push(...rows.filter((run) => hasOneOf(texts, run)).map(({ id }) => id))
    if (rows.length < ROWS_AT_ONCE) return found
    last = rows.at(-1)!.id
  }
}

/** Without its key, a payload is unreadable for everybody. */
function hasOneOf(texts: string[], { name, message }: { name: string; message: Message }) {
  try {
    const payload = JSON.stringify(openPayload(name, {}, message)).toLowerCase()
    return texts.some((text) => payload.includes(text))
  } catch {
    return false
  }
}
