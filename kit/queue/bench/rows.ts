import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 })

/** The work of a job that writes one row, the same on both sides. */
export async function writeRow(number: number) {
  await pool.query('insert into bench_rows (number) values ($1)', [number])
}
