-- The database of the first release, with a user, a session, a schedule and a waiting job. The statements are those of its nine
-- migrations, as "migration:run --dry-run" printed them then. BullMQ's schema is created by BullMQ, as the sixth migration did.

-- database/migrations/1700000000001_create_users_table
CREATE TABLE "users" ("id" serial PRIMARY KEY, "name" VARCHAR(255) NOT NULL, "email" VARCHAR(254) NOT NULL, "password" VARCHAR(255) NOT NULL, "locale" VARCHAR(35) NULL, "time_zone" VARCHAR(64) NULL, "date_order" VARCHAR(3) NULL, "first_day_of_week" SMALLINT NULL, "email_confirmed_at" timestamptz NULL, "confirmation_key" VARCHAR(64) NULL, "created_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, "updated_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP);
ALTER TABLE "users" ADD CONSTRAINT "users_email_unique" UNIQUE ("email");

-- database/migrations/1700000000002_create_sessions_table
CREATE TABLE "sessions" ("id" VARCHAR(36), "data" jsonb NOT NULL, "user_id" INTEGER NULL, "expires_at" timestamptz NOT NULL, CONSTRAINT "sessions_pkey" PRIMARY KEY ("id"));
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_foreign" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE;
CREATE INDEX "sessions_user_id_index" ON "sessions" ("user_id");
CREATE INDEX "sessions_expires_at_index" ON "sessions" ("expires_at");

-- database/migrations/1700000000003_create_remember_me_tokens_table
CREATE TABLE "remember_me_tokens" ("id" serial PRIMARY KEY, "tokenable_id" INTEGER NOT NULL, "hash" VARCHAR(255) NOT NULL, "created_at" timestamptz NOT NULL, "updated_at" timestamptz NOT NULL, "expires_at" timestamptz NOT NULL);
ALTER TABLE "remember_me_tokens" ADD CONSTRAINT "remember_me_tokens_tokenable_id_foreign" FOREIGN KEY ("tokenable_id") REFERENCES "users" ("id") ON DELETE CASCADE;
CREATE INDEX "remember_me_tokens_tokenable_id_index" ON "remember_me_tokens" ("tokenable_id");
ALTER TABLE "remember_me_tokens" ADD CONSTRAINT "remember_me_tokens_hash_unique" UNIQUE ("hash");

-- database/migrations/1700000000004_create_rate_limits_table
CREATE TABLE "rate_limits" ("key" VARCHAR(255) NOT NULL, "points" INTEGER NOT NULL DEFAULT '0', "expire" BIGINT, CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key"));

-- database/migrations/1700000000005_create_account_events_table
CREATE TABLE "account_events" ("id" serial PRIMARY KEY, "user_id" INTEGER NOT NULL, "kind" VARCHAR(40) NOT NULL, "ip_address" VARCHAR(45) NULL, "user_agent" VARCHAR(255) NULL, "created_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP);
ALTER TABLE "account_events" ADD CONSTRAINT "account_events_user_id_foreign" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE;
CREATE INDEX "account_events_user_id_id_index" ON "account_events" ("user_id", "id");

-- database/migrations/1700000000007_create_queue_tables
CREATE TABLE "job_runs" ("id" uuid, "name" TEXT NOT NULL, "queue" TEXT NOT NULL, "connection" TEXT NOT NULL, "status" TEXT NOT NULL DEFAULT 'waiting', "reason" TEXT NULL, "message" jsonb NOT NULL, "attempt" INTEGER NOT NULL DEFAULT '0', "attempts" INTEGER NOT NULL, "backoff" INTEGER NOT NULL, "priority" INTEGER NULL, "crashes" INTEGER NOT NULL DEFAULT '0', "error" jsonb NULL, "progress" REAL NULL, "progress_note" TEXT NULL, "batch_id" uuid NULL, "chain" jsonb NULL, "parent_id" uuid NULL, "schedule" TEXT NULL, "user_id" TEXT NULL, "request_id" TEXT NULL, "worker" TEXT NULL, "dispatched_at" timestamptz NOT NULL, "available_at" timestamptz NOT NULL, "started_at" timestamptz NULL, "finished_at" timestamptz NULL, CONSTRAINT "job_runs_pkey" PRIMARY KEY ("id"));
CREATE TABLE "job_batches" ("id" uuid, "total" INTEGER NOT NULL, "then" jsonb NULL, "created_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, "followed_at" timestamptz NULL, CONSTRAINT "job_batches_pkey" PRIMARY KEY ("id"));
CREATE TABLE "job_locks" ("name" TEXT NOT NULL, "key" TEXT NOT NULL, "job_id" uuid NOT NULL, "expires_at" timestamptz NOT NULL, CONSTRAINT "job_locks_pkey" PRIMARY KEY ("name", "key"));
CREATE INDEX "job_locks_job_id_index" ON "job_locks" ("job_id");
CREATE TABLE "job_cancellations" ("job_id" uuid, "created_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "job_cancellations_pkey" PRIMARY KEY ("job_id"));
CREATE TABLE "queue_pauses" ("queue" TEXT, "created_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "queue_pauses_pkey" PRIMARY KEY ("queue"));
CREATE TABLE "queue_workers" ("id" uuid, "host" TEXT NOT NULL, "pid" INTEGER NOT NULL, "connection" TEXT NOT NULL, "queues" TEXT[] NOT NULL, "concurrency" INTEGER NOT NULL, "running" INTEGER NOT NULL DEFAULT '0', "stopping" boolean NOT NULL DEFAULT '0', "started_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, "beat_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "queue_workers_pkey" PRIMARY KEY ("id"));
CREATE INDEX job_runs_open_index ON job_runs (queue, status, available_at) WHERE finished_at IS NULL;
CREATE INDEX job_runs_failed_index ON job_runs (finished_at) WHERE status = 'failed';
CREATE INDEX job_runs_batch_index ON job_runs (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX job_runs_dispatched_index ON job_runs USING brin (dispatched_at);

-- database/migrations/1700000000008_create_schedules_tables
CREATE TABLE "schedules" ("name" VARCHAR(190), "job" VARCHAR(255) NOT NULL, "payload" jsonb NOT NULL, "queue" VARCHAR(255) NULL, "cadence" VARCHAR(255) NOT NULL, "timezone" VARCHAR(255) NOT NULL, "cadence_override" VARCHAR(255) NULL, "timezone_override" VARCHAR(255) NULL, "missed_policy" TEXT CHECK ("missed_policy" IN ('once', 'all', 'skip')) NOT NULL, "without_overlapping" boolean NOT NULL, "enabled" boolean NOT NULL DEFAULT '1', "last_run_at" timestamptz NULL, "next_run_at" timestamptz NULL, "ran_count" INTEGER NOT NULL DEFAULT '0', "late_count" INTEGER NOT NULL DEFAULT '0', "missed_count" INTEGER NOT NULL DEFAULT '0', "skipped_count" INTEGER NOT NULL DEFAULT '0', "seen_at" timestamptz NOT NULL, "removed_at" timestamptz NULL, CONSTRAINT "schedules_pkey" PRIMARY KEY ("name"));
CREATE TABLE "schedule_ticks" ("schedule" VARCHAR(190) NOT NULL, "due_at" timestamptz NOT NULL, "status" TEXT CHECK ("status" IN ('ran', 'late', 'missed', 'skipped')) NOT NULL, "reason" TEXT NULL, "job_id" uuid NULL, "fired_at" timestamptz NULL, CONSTRAINT "schedule_ticks_pkey" PRIMARY KEY ("schedule", "due_at"));
CREATE INDEX "schedule_ticks_due_at_index" ON "schedule_ticks" ("due_at");
CREATE INDEX "schedule_ticks_job_id_index" ON "schedule_ticks" ("job_id");
ALTER TABLE "schedule_ticks" ADD CONSTRAINT "schedule_ticks_schedule_foreign" FOREIGN KEY ("schedule") REFERENCES "schedules" ("name") ON DELETE CASCADE;
CREATE INDEX schedule_ticks_with_job ON schedule_ticks (schedule, due_at) WHERE job_id IS NOT NULL;

-- database/migrations/1700000000009_create_queue_functions
CREATE OR REPLACE FUNCTION take_job_lock(p_name TEXT, p_lock jsonb, p_id uuid) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_holder uuid;
BEGIN
  INSERT INTO job_locks AS held (name, KEY, job_id, expires_at)
  VALUES (p_name, p_lock->>'key', p_id,
          clock_timestamp() + (p_lock->>'for')::BIGINT * INTERVAL '1 millisecond')
  ON CONFLICT (name, KEY) DO UPDATE
    SET job_id = excluded.job_id, expires_at = excluded.expires_at
    WHERE held.expires_at <= clock_timestamp() OR held.job_id = excluded.job_id
  RETURNING job_id INTO v_holder;

  IF v_holder IS NULL THEN
    SELECT job_id INTO v_holder FROM job_locks
     WHERE name = p_name AND KEY = p_lock->>'key';
  END IF;
  RETURN coalesce(v_holder, p_id);
END $$;
CREATE OR REPLACE FUNCTION enqueue_jobs(p_orders jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_now BIGINT := extract(epoch FROM clock_timestamp()) * 1000;
  v_into TEXT;
  v_entries jsonb;
BEGIN
  FOR v_into, v_entries IN
    SELECT o->>'into', jsonb_agg(jsonb_build_object(
             'id', CASE o->>'into' WHEN 'outbox' THEN gen_random_uuid()::TEXT ELSE o->>'id' END,
             'name', o->>'name',
             'data', (CASE o->>'into' WHEN 'outbox'
               THEN o - '{into,opts,connection,lock,holder,batch,chain}'::TEXT[] || '{"delay":0}'
               ELSE o->'message' END)::TEXT,
             'opts', o->'opts',
             'priority', CASE o->>'into' WHEN 'outbox' THEN 0 ELSE coalesce((o->>'priority')::INT, 0) END,
             'delay', (o->>'delay')::BIGINT,
             'timestamp', v_now,
             'attempts', (o->'opts'->>'attempts')::INT) ORDER BY position)
      FROM jsonb_array_elements(p_orders) WITH ORDINALITY AS orders(o, position)
     WHERE o->>'into' IS NOT NULL
     GROUP BY o->>'into'
  LOOP
    IF jsonb_array_length(v_entries) > 20 THEN
      PERFORM bullmq.add_jobs_bulk(v_into, v_entries);
    ELSE
      PERFORM bullmq.add_job(v_into, e->>'id', e->>'name', (e->>'data')::jsonb, e->'opts',
                (e->>'priority')::INT, (e->>'delay')::BIGINT, v_now, (e->>'attempts')::INT,
                NULL, NULL, NULL, NULL, NULL, false)
         FROM jsonb_array_elements(v_entries) AS entries(e);
    END IF;
  END LOOP;
END $$;
CREATE OR REPLACE FUNCTION dispatch_jobs(p_orders jsonb) RETURNS SETOF uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_now timestamptz := clock_timestamp();
  v_ms BIGINT := extract(epoch FROM v_now) * 1000;
  v_orders jsonb := p_orders;
  v_new uuid[];
BEGIN
  IF jsonb_path_exists(p_orders, '$[*].at') OR jsonb_path_exists(p_orders, '$[*].expiresIn') THEN
    SELECT jsonb_agg(
             (o - '{at,expiresIn}'::TEXT[]) || jsonb_build_object(
               'delay', delay,
               'message', o->'message' || CASE WHEN o->'expiresIn' IS NULL THEN '{}' ELSE
                 jsonb_build_object('expiresAt', v_ms + delay + (o->>'expiresIn')::BIGINT) END)
             ORDER BY position)
      INTO v_orders
      FROM (SELECT o, position, CASE WHEN o->'at' IS NULL THEN coalesce((o->>'delay')::BIGINT, 0)
                                ELSE greatest((o->>'at')::BIGINT - v_ms, 0) END AS delay
              FROM jsonb_array_elements(p_orders) WITH ORDINALITY AS orders(o, position)) AS timed;
  END IF;

  IF jsonb_path_exists(v_orders, '$[*].lock') THEN
    WITH held AS MATERIALIZED (
      SELECT position, take_job_lock(o->>'name', lock, (o->>'id')::uuid) AS holder
        FROM (SELECT o, position, o->'lock' || jsonb_build_object('for',
                       (o#>>'{lock,for}')::BIGINT + coalesce((o->>'delay')::BIGINT, 0)) AS lock
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
           (o->>'attempts')::INT, (o->>'backoff')::INT, (o->>'priority')::INT, (o->>'batch')::uuid,
           o->'chain', (o#>>'{message,origin,parent}')::uuid, o#>>'{message,origin,schedule}',
           o#>>'{message,origin,user}', o#>>'{message,origin,request}', v_now,
           v_now + coalesce((o->>'delay')::BIGINT, 0) * INTERVAL '1 millisecond'
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
END $$;
CREATE OR REPLACE FUNCTION record_job_runs(p_ids uuid[], p_status TEXT[], p_attempt INT[], p_crashes INT[], p_took INT[],
                                p_ago INT[], p_worker TEXT[], p_rest jsonb[], p_durable boolean)
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
      progress = coalesce((record.rest->>'progress')::REAL, run.progress),
      progress_note = coalesce(record.rest->>'note', run.progress_note),
      available_at = coalesce(
        clock_timestamp() + (record.rest->>'delay')::INT * INTERVAL '1 millisecond', run.available_at),
      started_at = coalesce(
        clock_timestamp() - (record.took + record.ago) * INTERVAL '1 millisecond', run.started_at),
      finished_at = CASE WHEN record.status IN ('completed', 'failed', 'cancelled', 'skipped')
        THEN clock_timestamp() - record.ago * INTERVAL '1 millisecond' END
    FROM record
    WHERE run.id = record.id AND run.finished_at IS NULL
    RETURNING run.id
  )
  SELECT record.id FROM record
   WHERE NOT EXISTS (SELECT FROM updated WHERE updated.id = record.id)
     AND NOT EXISTS (SELECT FROM job_runs WHERE job_runs.id = record.id)
$$;
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
   WHERE id = ANY (v_ids) HAVING COUNT(*) > 0;
  UPDATE job_batches SET followed_at = clock_timestamp() WHERE id = ANY (v_ids);
END $$;
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
  HAVING COUNT(*) > 0;
  UPDATE job_runs SET chain = NULL WHERE id = ANY (v_ids);

  RETURN QUERY SELECT follow_batches(ARRAY(
    SELECT DISTINCT batch_id FROM job_runs WHERE id = ANY (p_ids) AND batch_id IS NOT NULL));
END $$;

CREATE TABLE adonis_schema (
  id serial PRIMARY KEY, name varchar(255) NOT NULL, batch int NOT NULL, migration_time timestamptz DEFAULT now()
);
CREATE TABLE adonis_schema_versions (version int PRIMARY KEY);
INSERT INTO adonis_schema_versions VALUES (2);
INSERT INTO adonis_schema (name, batch) VALUES
  ('database/migrations/1700000000001_create_users_table', 1),
  ('database/migrations/1700000000002_create_sessions_table', 1),
  ('database/migrations/1700000000003_create_remember_me_tokens_table', 1),
  ('database/migrations/1700000000004_create_rate_limits_table', 1),
  ('database/migrations/1700000000005_create_account_events_table', 1),
  ('database/migrations/1700000000006_create_bullmq_schema', 1),
  ('database/migrations/1700000000007_create_queue_tables', 1),
  ('database/migrations/1700000000008_create_schedules_tables', 1),
  ('database/migrations/1700000000009_create_queue_functions', 1);

INSERT INTO users (name, email, password, email_confirmed_at) VALUES ('Ada', 'ada@example.com', 'hash', now());
INSERT INTO sessions (id, data, user_id, expires_at) VALUES ('living', '{"auth_web":1}', 1, now() + interval '1 day');
INSERT INTO sessions (id, data, expires_at) VALUES ('expired', '{}', now() - interval '1 day');
INSERT INTO schedules (name, job, payload, cadence, timezone, missed_policy, without_overlapping, ran_count, seen_at)
VALUES ('prune_sessions', 'prune_sessions', '{}', '0 3 * * *', 'UTC', 'once', true, 7, now());

-- A job as the release dispatched it.
INSERT INTO job_runs (id, name, queue, connection, message, attempts, backoff, dispatched_at, available_at)
VALUES ('01a22240-5b25-7723-8819-7d878bb7e0a5', 'prune_sessions', 'default', 'postgres', '{"payload":{}}', 3, 5000, now(), now());
INSERT INTO bullmq.job (queue, id, seq, name, state, data, opts, max_attempts, added_at_ms)
VALUES ('default', '01a22240-5b25-7723-8819-7d878bb7e0a5', 1, 'prune_sessions', 'waiting', '{"payload":{}}',
  '{"jobId":"01a22240-5b25-7723-8819-7d878bb7e0a5","backoff":{"type":"jittered","delay":5000},"attempts":3}', 3,
  1000 * extract(epoch FROM now()));
