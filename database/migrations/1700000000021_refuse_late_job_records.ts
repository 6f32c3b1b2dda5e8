import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The late result of a worker that lost a job does not end the job while another worker runs it.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(RECORD)
  }

  async down() {
    this.schema.raw(FORMER_RECORD)
  }
}

/** A condition on a record and its `run`. */
const IS_LATE = `record.crashes IS NULL AND run.status = 'running' AND run.worker <> record.worker`

/**
 * Writes records of jobs into the run log, and releases the locks that a record asks to release. The log keeps the end of
 * an ended job. Unless the call is durable, a crash of PostgreSQL may lose its last half second. Each array has one
 * element per job; the last one has the fields that most records lack, so that they cost nothing.
 * Returns the ids of the jobs that are not in the log.
 *
 * A worker may have lost a job that another worker runs now. Its records of that job are ignored: while another worker
 * runs a job, only a record with a start counts, and only such a record sets the number of crashes.
 */
const RECORD = `
CREATE OR REPLACE FUNCTION record_job_runs(p_ids uuid[], p_status text[], p_attempt int[], p_crashes int[], p_took int[],
                                p_ago int[], p_worker text[], p_rest jsonb[], p_durable boolean)
RETURNS SETOF uuid
LANGUAGE sql AS $$
  SELECT set_config('synchronous_commit', CASE WHEN p_durable THEN 'on' ELSE 'off' END, true);

  WITH record AS (
    SELECT * FROM unnest(p_ids, p_status, p_attempt, p_crashes, p_took, p_ago, p_worker, p_rest)
      AS r(id, status, attempt, crashes, took, ago, worker, rest)
  ),
  unlocked AS (
    DELETE FROM job_locks USING record
     WHERE record.rest->'unlock' = 'true' AND job_locks.job_id = record.id
       AND NOT EXISTS (SELECT FROM job_runs AS run WHERE run.id = record.id AND ${IS_LATE})
  ),
  updated AS (
    UPDATE job_runs AS run SET
      status = coalesce(record.status, run.status),
      reason = record.rest->>'reason',
      attempt = coalesce(record.attempt, run.attempt),
      crashes = coalesce(record.crashes, run.crashes),
      worker = coalesce(record.worker, run.worker),
      error = coalesce(record.rest->'error', run.error),
      progress = coalesce((record.rest->>'progress')::real, run.progress),
      progress_note = coalesce(record.rest->>'note', run.progress_note),
      available_at = coalesce(
        clock_timestamp() + (record.rest->>'delay')::int * interval '1 millisecond', run.available_at),
      started_at = coalesce(
        clock_timestamp() - (record.took + record.ago) * interval '1 millisecond', run.started_at),
      finished_at = CASE WHEN record.status IN ('completed', 'failed', 'cancelled', 'skipped')
        THEN clock_timestamp() - record.ago * interval '1 millisecond' END
    FROM record
    WHERE run.id = record.id AND run.finished_at IS NULL AND (${IS_LATE}) IS NOT TRUE
    RETURNING run.id
  )
  SELECT record.id FROM record
   WHERE NOT EXISTS (SELECT FROM updated WHERE updated.id = record.id)
     AND NOT EXISTS (SELECT FROM job_runs WHERE job_runs.id = record.id)
$$`

const FORMER_RECORD = `
CREATE OR REPLACE FUNCTION record_job_runs(p_ids uuid[], p_status text[], p_attempt int[], p_crashes int[], p_took int[],
                                p_ago int[], p_worker text[], p_rest jsonb[], p_durable boolean)
RETURNS SETOF uuid
LANGUAGE sql AS $$
  SELECT set_config('synchronous_commit', CASE WHEN p_durable THEN 'on' ELSE 'off' END, true);

  WITH record AS (
    SELECT * FROM unnest(p_ids, p_status, p_attempt, p_crashes, p_took, p_ago, p_worker, p_rest)
      AS r(id, status, attempt, crashes, took, ago, worker, rest)
  ),
  unlocked AS (
    DELETE FROM job_locks USING record
     WHERE record.rest->'unlock' = 'true' AND job_locks.job_id = record.id
  ),
  updated AS (
    UPDATE job_runs AS run SET
      status = coalesce(record.status, run.status),
      reason = record.rest->>'reason',
      attempt = coalesce(record.attempt, run.attempt),
      crashes = coalesce(record.crashes, run.crashes),
      worker = coalesce(record.worker, run.worker),
      error = coalesce(record.rest->'error', run.error),
      progress = coalesce((record.rest->>'progress')::real, run.progress),
      progress_note = coalesce(record.rest->>'note', run.progress_note),
      available_at = coalesce(
        clock_timestamp() + (record.rest->>'delay')::int * interval '1 millisecond', run.available_at),
      started_at = coalesce(
        clock_timestamp() - (record.took + record.ago) * interval '1 millisecond', run.started_at),
      finished_at = CASE WHEN record.status IN ('completed', 'failed', 'cancelled', 'skipped')
        THEN clock_timestamp() - record.ago * interval '1 millisecond' END
    FROM record
    WHERE run.id = record.id AND run.finished_at IS NULL
    RETURNING run.id
  )
  SELECT record.id FROM record
   WHERE NOT EXISTS (SELECT FROM updated WHERE updated.id = record.id)
     AND NOT EXISTS (SELECT FROM job_runs WHERE job_runs.id = record.id)
$$`
