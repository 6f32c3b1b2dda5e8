import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The functions that change several of the queue's tables. A call is one statement, so it changes all of them or none.
 */
export default class extends BaseSchema {
  async up() {
    for (const definition of [LOCK, ENQUEUE, DISPATCH, RECORD, FOLLOW_BATCHES, FOLLOW]) {
      this.schema.raw(definition)
    }
  }

  async down() {
    this.schema.raw('DROP FUNCTION follow_jobs(uuid[])')
    this.schema.raw('DROP FUNCTION follow_batches(uuid[])')
    this.schema.raw(
      'DROP FUNCTION record_job_runs(uuid[], text[], int[], int[], int[], int[], text[], jsonb[], boolean)'
    )
    this.schema.raw('DROP FUNCTION dispatch_jobs(jsonb)')
    this.schema.raw('DROP FUNCTION enqueue_jobs(jsonb)')
    this.schema.raw('DROP FUNCTION take_job_lock(text, jsonb, uuid)')
  }
}

/**
 * Takes a lock. Returns the id of the job that holds it afterwards: the given job or another one. A second transaction
 * that takes the lock waits for the first one to end.
 */
const LOCK = `
CREATE OR REPLACE FUNCTION take_job_lock(p_name text, p_lock jsonb, p_id uuid) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_holder uuid;
BEGIN
  INSERT INTO job_locks AS held (name, key, job_id, expires_at)
  VALUES (p_name, p_lock->>'key', p_id,
          clock_timestamp() + (p_lock->>'for')::bigint * interval '1 millisecond')
  ON CONFLICT (name, key) DO UPDATE
    SET job_id = excluded.job_id, expires_at = excluded.expires_at
    WHERE held.expires_at <= clock_timestamp() OR held.job_id = excluded.job_id
  RETURNING job_id INTO v_holder;

  IF v_holder IS NULL THEN
    SELECT job_id INTO v_holder FROM job_locks
     WHERE name = p_name AND key = p_lock->>'key';
  END IF;
  RETURN coalesce(v_holder, p_id);
END $$`

/**
 * Puts jobs into BullMQ queues on PostgreSQL ("into"): into the job's own queue, or into the outbox for another broker.
 */
const ENQUEUE = `
CREATE OR REPLACE FUNCTION enqueue_jobs(p_orders jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_now bigint := extract(epoch FROM clock_timestamp()) * 1000;
  v_into text;
  v_entries jsonb;
BEGIN
  FOR v_into, v_entries IN
    SELECT o->>'into', jsonb_agg(jsonb_build_object(
             'id', CASE o->>'into' WHEN 'outbox' THEN gen_random_uuid()::text ELSE o->>'id' END,
             'name', o->>'name',
             'data', (CASE o->>'into' WHEN 'outbox'
               THEN o - '{into,opts,connection,lock,holder,batch,chain}'::text[] || '{"delay":0}'
               ELSE o->'message' END)::text,
             'opts', o->'opts',
             'priority', CASE o->>'into' WHEN 'outbox' THEN 0 ELSE coalesce((o->>'priority')::int, 0) END,
             'delay', (o->>'delay')::bigint,
             'timestamp', v_now,
             'attempts', (o->'opts'->>'attempts')::int) ORDER BY position)
      FROM jsonb_array_elements(p_orders) WITH ORDINALITY AS orders(o, position)
     WHERE o->>'into' IS NOT NULL
     GROUP BY o->>'into'
  LOOP
    IF jsonb_array_length(v_entries) > 20 THEN
      PERFORM bullmq.add_jobs_bulk(v_into, v_entries);
    ELSE
      PERFORM bullmq.add_job(v_into, e->>'id', e->>'name', (e->>'data')::jsonb, e->'opts',
                (e->>'priority')::int, (e->>'delay')::bigint, v_now, (e->>'attempts')::int,
                null, null, null, null, null, false)
         FROM jsonb_array_elements(v_entries) AS entries(e);
    END IF;
  END LOOP;
END $$`

/**
 * Dispatches jobs: computes when they may run and when they expire, takes their locks (always in the same order, to
 * prevent a deadlock), writes them into the run log and puts them into their queues. A job without "into" is already in
 * its broker. A job whose id is in the log is not dispatched again.
 * Returns the ids in order; for a job whose lock is taken, the id of the job that holds it.
 */
const DISPATCH = `
CREATE OR REPLACE FUNCTION dispatch_jobs(p_orders jsonb) RETURNS SETOF uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_ms bigint := extract(epoch FROM v_now) * 1000;
  v_orders jsonb := p_orders;
  v_new uuid[];
BEGIN
  IF jsonb_path_exists(p_orders, '$[*].at') OR jsonb_path_exists(p_orders, '$[*].expiresIn') THEN
    SELECT jsonb_agg(
             (o - '{at,expiresIn}'::text[]) || jsonb_build_object(
               'delay', delay,
               'message', o->'message' || CASE WHEN o->'expiresIn' IS NULL THEN '{}' ELSE
                 jsonb_build_object('expiresAt', v_ms + delay + (o->>'expiresIn')::bigint) END)
             ORDER BY position)
      INTO v_orders
      FROM (SELECT o, position, CASE WHEN o->'at' IS NULL THEN coalesce((o->>'delay')::bigint, 0)
                                ELSE greatest((o->>'at')::bigint - v_ms, 0) END AS delay
              FROM jsonb_array_elements(p_orders) WITH ORDINALITY AS orders(o, position)) AS timed;
  END IF;

  IF jsonb_path_exists(v_orders, '$[*].lock') THEN
    WITH held AS MATERIALIZED (
      SELECT position, take_job_lock(o->>'name', lock, (o->>'id')::uuid) AS holder
        FROM (SELECT o, position, o->'lock' || jsonb_build_object('for',
                       (o#>>'{lock,for}')::bigint + coalesce((o->>'delay')::bigint, 0)) AS lock
                FROM jsonb_array_elements(v_orders) WITH ORDINALITY AS orders(o, position)
               WHERE o->'lock' IS NOT NULL
               ORDER BY o->>'name', o#>>'{lock,key}', position) AS locked
    )
    SELECT jsonb_agg(o || CASE WHEN holder IS NULL THEN '{}' ELSE jsonb_build_object('holder', holder) END
                     ORDER BY position)
      INTO v_orders
      FROM jsonb_array_elements(v_orders) WITH ORDINALITY AS orders(o, position)
      LEFT JOIN held USING (position);
  END IF;

  WITH fresh AS (
    INSERT INTO job_runs (id, name, queue, connection, message, attempts, backoff, priority, batch_id,
                          chain, parent_id, schedule, user_id, request_id, dispatched_at, available_at)
    SELECT (o->>'id')::uuid, o->>'name', o->>'queue', o->>'connection', o->'message',
           (o->>'attempts')::int, (o->>'backoff')::int, (o->>'priority')::int, (o->>'batch')::uuid,
           o->'chain', (o#>>'{message,origin,parent}')::uuid, o#>>'{message,origin,schedule}',
           o#>>'{message,origin,user}', o#>>'{message,origin,request}', v_now,
           v_now + coalesce((o->>'delay')::bigint, 0) * interval '1 millisecond'
      FROM jsonb_array_elements(v_orders) AS orders(o)
     WHERE coalesce(o->>'holder', o->>'id') = o->>'id'
    ON CONFLICT (id) DO NOTHING
    RETURNING id
  )
  SELECT array_agg(id) INTO v_new FROM fresh;

  PERFORM enqueue_jobs(coalesce((
    SELECT jsonb_agg(o ORDER BY position)
      FROM jsonb_array_elements(v_orders) WITH ORDINALITY AS orders(o, position)
     WHERE (o->>'id')::uuid = ANY (v_new)), '[]'));

  RETURN QUERY SELECT coalesce(o->>'holder', o->>'id')::uuid
    FROM jsonb_array_elements(v_orders) WITH ORDINALITY AS orders(o, position)
   ORDER BY position;
END $$`

/**
 * Writes records of jobs into the run log, and releases the locks that a record asks to release. The log keeps the end of
 * an ended job. Unless the call is durable, a crash of PostgreSQL may lose its last half second. Each array has one
 * element per job; the last one has the fields that most records lack, so that they cost nothing.
 * Returns the ids of the jobs that are not in the log.
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

/**
 * Dispatches the job after each of these batches, once, if every job of the batch has ended and none has failed.
 */
const FOLLOW_BATCHES = `
CREATE OR REPLACE FUNCTION follow_batches(p_ids uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_ids uuid[] := ARRAY(
    SELECT batch.id FROM job_batches AS batch
     WHERE batch.id = ANY (p_ids) AND batch."then" IS NOT NULL AND batch.followed_at IS NULL
       AND NOT EXISTS (SELECT FROM job_runs AS run WHERE run.batch_id = batch.id
                        AND run.status NOT IN ('completed', 'cancelled', 'skipped'))
     ORDER BY batch.id FOR UPDATE);
BEGIN
  RETURN QUERY SELECT dispatch_jobs(jsonb_agg("then")) FROM job_batches
   WHERE id = ANY (v_ids) HAVING count(*) > 0;
  UPDATE job_batches SET followed_at = clock_timestamp() WHERE id = ANY (v_ids);
END $$`

/**
 * Dispatches the dependents of these jobs: the next job of a chain when its predecessor is completed, and the job after a
 * batch. Idempotent: a continued chain is removed, and the ids of its jobs were set when the first one was dispatched.
 */
const FOLLOW = `
CREATE OR REPLACE FUNCTION follow_jobs(p_ids uuid[]) RETURNS SETOF uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_ids uuid[] := ARRAY(
    SELECT id FROM job_runs
     WHERE id = ANY (p_ids) AND status = 'completed' AND chain IS NOT NULL
     ORDER BY id FOR UPDATE);
BEGIN
  RETURN QUERY SELECT dispatch_jobs(jsonb_agg(
      jsonb_set(chain->0, '{message,origin}',
                coalesce(chain#>'{0,message,origin}', '{}') || jsonb_build_object('parent', id))
      || CASE WHEN jsonb_array_length(chain) > 1 THEN jsonb_build_object('chain', chain - 0) ELSE '{}' END))
    FROM job_runs WHERE id = ANY (v_ids)
  HAVING count(*) > 0;
  UPDATE job_runs SET chain = NULL WHERE id = ANY (v_ids);

  RETURN QUERY SELECT follow_batches(ARRAY(
    SELECT DISTINCT batch_id FROM job_runs WHERE id = ANY (p_ids) AND batch_id IS NOT NULL));
END $$`
