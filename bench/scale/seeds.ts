/** The tables that grow with the use of the app. */
export const TABLES = ['users', 'sessions', 'account_events', 'job_runs'] as const

/** Those of the account whose pages are measured. Each other account has one. */
const EVENTS_OF_OWNER = 100

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** Ten days, in which the rows are spread evenly. */
const SPREAD = `interval '10 days'`

const NAMES = {
  FIRST:
    'Ada Grace Alan Edsger Barbara Donald Radia Linus Margaret Tim Sofia Omar Mei Kofi Ines Yara',
  LAST: 'Lovelace Hopper Turing Dijkstra Liskov Knuth Perlman Torvalds Hamilton Lee Kovalevskaya Haddad Chen Mensah',
}

/** The name of row `n`. */
function name(part: keyof typeof NAMES) {
  const names = NAMES[part].split(' ')
  return `('{${names}}'::text[])[1 + abs(hashint4(n${part === 'FIRST' ? '' : ' + 7'})) % ${names.length}]`
}

/** Statements that insert so many rows; they are in the order in which the app would have inserted them. */
export const SEEDS: Record<(typeof TABLES)[number], (rows: number, password: string) => string> = {
  users: (rows, password) =>
    `INSERT INTO users (id, name, email, password, email_confirmed_at)
     SELECT n, ${name('FIRST')} || ' ' || ${name('LAST')}, 'account-' || n || '@example.com', '${password}', now()
     FROM generate_series(1, ${rows}) AS n`,

  sessions: (rows) =>
    `INSERT INTO sessions (id, data, user_id, first_seen_at, last_seen_at, expires_at, ip_address, user_agent)
     SELECT encode(sha256(('session ' || n)::bytea), 'hex'), jsonb_build_object('auth_web', n), n,
       now() - ${SPREAD}, now() - interval '1 hour', now() + interval '30 days', '203.0.113.7', '${AGENT}'
     FROM generate_series(1, ${rows}) AS n`,

  account_events: (rows) =>
    `INSERT INTO account_events (user_id, kind, ip_address, user_agent, created_at)
     SELECT CASE WHEN n % (${rows} / ${EVENTS_OF_OWNER}) = 0 THEN 1 ELSE n END, 'signed_in', '203.0.113.7', '${AGENT}',
       now() - ${SPREAD} * (1 - n::float / ${rows})
     FROM generate_series(1, ${rows}) AS n`,

  job_runs: (rows) => jobRuns(rows),
}

/** @param spread the interval over which the runs are spread, until now */
export function jobRuns(rows: number, spread = SPREAD) {
  return `INSERT INTO job_runs (id, name, queue, connection, status, message, attempt, attempts, backoff, error, worker,
       dispatched_at, available_at, started_at, finished_at)
     SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || left(md5(n::text), 3) || '8'
         || right(md5(n::text), 15))::uuid,
       'send_log_in_notice', 'default', 'postgres', status,
       jsonb_build_object('v', 1, 'payload', jsonb_build_object('userId', n, 'noticeId', n), 'origin', '{}'::jsonb),
       1, 3, 1000, CASE status WHEN 'failed' THEN '{"name":"Error","message":"no answer"}'::jsonb END,
       gen_random_uuid()::text, at, at, at, at
     FROM (SELECT n, CASE WHEN n % (${rows} / 100) = 0 THEN 'failed' ELSE 'completed' END AS status,
             now() - ${spread} * (1 - n::float / ${rows}) AS at
           FROM generate_series(1, ${rows}) AS n) AS run`
}
