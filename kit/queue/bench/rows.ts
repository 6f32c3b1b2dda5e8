import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

/** What a job that writes one row does, on either side. */
export async function writeRow(number: number) {
  await pool.query('insert into bench_rows (number) values ($1)', [number])
}
