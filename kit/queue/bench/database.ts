import pg from 'pg'
import { coldJobs } from './contender.ts'

/**
 * The database of the bench, with queries about the jobs.
 */
export class Database {
  #pool: pg.Pool

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: 2 })
  }

  async version() {
    const [{ server_version: version }] = await this.#query('show server_version')
    return String(version)
  }

  async prepare() {
    await this.#query('create table bench_rows (number integer not null)')
  }

  /** Deletes the jobs that have run. */
  async forget() {
    await this.#query('truncate job_runs, bench_rows')
  }

  /** Gives each measurement equally clean tables. */
  async tidy() {
    await this.#query('vacuum analyze')
  }

  async hasUnfinished() {
    const [{ unfinished }] = await this.#query(
      'select exists (select from job_runs where finished_at is null) as unfinished'
    )
    return Boolean(unfinished)
  }

  async countFinished() {
    const [{ finished }] = await this.#query('select count(finished_at) as finished from job_runs')
    return Number(finished)
  }

  /**
   * Uses the times in the run log, from the end of the warm-up on. The worker also runs scheduled jobs, which don't count.
   * @returns jobs a second
   * @throws when not every job was completed
   */
  async rateOf(jobs: number) {
    const warm = jobs - coldJobs(jobs)
    const [{ completed, seconds }] = await this.#query(
      `select count(*) filter (where status = 'completed') as completed,
              extract(epoch from max(finished_at) - min(finished_at) filter (where position > $1)) as seconds
         from (select status, finished_at, row_number() over (order by finished_at) as position
                 from job_runs where name in ('noOp', 'row')) as runs`,
      [coldJobs(jobs)]
    )
    if (Number(completed) !== jobs) throw new Error(`${completed} of ${jobs} jobs are completed`)
    return warm / Number(seconds)
  }

  async end() {
    await this.#pool.end()
  }

  async #query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const { rows } = await this.#pool.query(text, values)
    return rows
  }
}
