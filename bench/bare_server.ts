/**
 * The baseline: a bare `node:http` server that answers a constant or, under /events, runs only the two queries of an
 * account's activity, or, under /hash, verifies only the password, without a router, a session or an account.
 */
import { createServer, type ServerResponse } from 'node:http'
import { hash, verify } from '@node-rs/argon2'
import pg from 'pg'
import { PASSWORD, PASSWORD_COST } from './password.ts'

const EVENTS_PER_PAGE = 20
const CONSTANT = JSON.stringify({ status: 'live' })

const stored = await hash(PASSWORD, PASSWORD_COST)
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

createServer(async (request, response) => {
  if (request.url === '/hash') answer(response, JSON.stringify(await verify(stored, PASSWORD)))
  else if (request.url === '/events') answer(response, JSON.stringify(await eventsOf(1, 1)))
  else answer(response, CONSTANT)
}).listen(Number(process.env.PORT), process.env.HOST)

function answer(response: ServerResponse, json: string) {
  response.setHeader('content-type', 'application/json')
  response.end(json)
}

async function eventsOf(userId: number, page: number) {
  const [rows, count] = await Promise.all([
    pool.query(
      `SELECT id, kind, ip_address AS "ipAddress", user_agent AS "userAgent", created_at AS "createdAt"
       FROM account_events WHERE user_id = $1 ORDER BY id DESC LIMIT $2 OFFSET $3`,
      [userId, EVENTS_PER_PAGE, (page - 1) * EVENTS_PER_PAGE]
    ),
    pool.query('SELECT count(*) AS total FROM account_events WHERE user_id = $1', [userId]),
  ])
  const total = Number(count.rows[0].total)
  const lastPage = Math.ceil(total / EVENTS_PER_PAGE)
  return {
    data: rows.rows,
    metadata: { total, perPage: EVENTS_PER_PAGE, currentPage: page, lastPage },
  }
}
