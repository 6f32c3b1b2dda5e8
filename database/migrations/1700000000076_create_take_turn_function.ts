import { BaseSchema } from '@adonisjs/lucid/schema'
import { SCHEMA } from '#queue/define_config'

/**
 * Completes and takes jobs of BullMQ on PostgreSQL, all in one transaction.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(TAKE_TURN)
  }

  async down() {
    this.schema.raw(
      `DROP FUNCTION ${SCHEMA}.take_turn(text, text[], text[], text[], bigint, bigint)`
    )
  }
}

/**
 * Removes the jobs that have ended (their ids and tokens), and takes one job for each of the next tokens. Returns the ids
 * of the removed jobs and the rows of the taken ones.
 *
 * It leaves to BullMQ's own functions a job with a parent, children or a deduplication, and every job of a queue that is
 * paused or limited. It also leaves a job that another transaction locks, so it cannot be part of a deadlock.
 */
const TAKE_TURN = `
CREATE OR REPLACE FUNCTION ${SCHEMA}.take_turn(
  p_queue text, p_ended text[], p_tokens text[], p_next text[], p_lock_ms bigint, p_now bigint
) RETURNS TABLE (ended text, taken ${SCHEMA}.job)
LANGUAGE plpgsql SET search_path = ${SCHEMA} AS $$
#variable_conflict use_column
BEGIN
  UPDATE job SET state = 'waiting', delay_ms = 0
   WHERE queue = p_queue AND state = 'delayed' AND process_at_ms <= p_now;

  IF cardinality(p_ended) > 0 THEN
    RETURN QUERY
    WITH ours AS MATERIALIZED (
      SELECT job.id FROM job JOIN unnest(p_ended, p_tokens) AS one (id, token)
          ON job.id = one.id AND job.lock_token = one.token
       WHERE job.queue = p_queue AND job.state = 'active' AND job.parent_id IS NULL AND job.dedup_id IS NULL
         AND NOT EXISTS (
           SELECT FROM job_dependency WHERE parent_queue = p_queue AND parent_id = job.id)
         FOR UPDATE OF job SKIP LOCKED
    )
    DELETE FROM job USING ours WHERE job.queue = p_queue AND job.id = ours.id
    RETURNING job.id, NULL::job;
  END IF;

  IF cardinality(p_next) > 0 AND NOT EXISTS (
    SELECT FROM meta WHERE queue = p_queue AND field IN ('paused', 'concurrency', 'max')
  ) THEN
    RETURN QUERY
    WITH ready AS MATERIALIZED (
      SELECT id, priority, seq FROM job WHERE queue = p_queue AND state = 'waiting'
       ORDER BY priority, seq LIMIT cardinality(p_next) FOR UPDATE SKIP LOCKED
    ),
    numbered AS (SELECT id, row_number() OVER (ORDER BY priority, seq) AS number FROM ready)
    UPDATE job SET
      state = 'active',
      lock_token = p_next[numbered.number],
      locked_until_ms = p_now + p_lock_ms,
      processed_at_ms = p_now,
      attempts_started = attempts_started + 1
     FROM numbered WHERE job.queue = p_queue AND job.id = numbered.id
    RETURNING NULL::text, job;
  END IF;
END $$`
