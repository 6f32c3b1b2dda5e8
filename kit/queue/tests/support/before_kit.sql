-- The second state, after the upgrade of the first release (first_release.sql) to the last one whose machinery was in app/: seven
-- migrations more, as "migration:run --dry-run" printed them then, and rows in their tables.

-- database/migrations/1700000000014_normalize_emails
UPDATE users SET email = chosen.normalized
      FROM (
        SELECT DISTINCT ON (normalized) id, normalized
        FROM (SELECT *, normalize(email, NFC) AS normalized FROM users) AS accounts
        ORDER BY normalized, email_confirmed_at IS NULL, email <> normalized, id
      ) AS chosen
      WHERE users.id = chosen.id AND users.email <> chosen.normalized
        AND NOT EXISTS (SELECT 1 FROM users AS other WHERE other.email = chosen.normalized);

-- database/migrations/1700000000015_create_registrations_table
CREATE TABLE "registrations" ("id" uuid DEFAULT gen_random_uuid(), "name" VARCHAR(255) NOT NULL, "email" VARCHAR(254) NOT NULL, "password" VARCHAR(255) NULL, "locale" VARCHAR(35) NULL, "time_zone" VARCHAR(64) NULL, "ip_address" VARCHAR(45) NULL, "user_agent" VARCHAR(255) NULL, "user_id" INTEGER NULL, "created_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, "expires_at" timestamptz NOT NULL, CONSTRAINT "registrations_pkey" PRIMARY KEY ("id"));
CREATE INDEX "registrations_email_index" ON "registrations" ("email");
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_user_id_foreign" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE;
CREATE INDEX "registrations_user_id_index" ON "registrations" ("user_id");
CREATE INDEX "registrations_expires_at_index" ON "registrations" ("expires_at");
CREATE TABLE "registration_mails" ("job_id" uuid, "email" VARCHAR(254) NOT NULL, "sent_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "registration_mails_pkey" PRIMARY KEY ("job_id"));
CREATE INDEX "registration_mails_email_sent_at_index" ON "registration_mails" ("email", "sent_at");
INSERT INTO registrations (name, email, password, locale, time_zone, created_at, expires_at)
       SELECT name, email, password, locale, time_zone, created_at, now() + INTERVAL '72 hours'
       FROM users WHERE email_confirmed_at IS NULL;

-- database/migrations/1700000000016_add_former_hash_to_remember_me_tokens
ALTER TABLE "remember_me_tokens" ADD COLUMN "former_hash" VARCHAR(255) NULL;

-- database/migrations/1700000000020_create_queue_installations_table
CREATE TABLE "queue_installations" ("is_only" boolean DEFAULT '1' CHECK ("is_only" IN ('true')), "id" TEXT NOT NULL DEFAULT LEFT(gen_random_uuid()::TEXT, 8), "prefix" TEXT NULL, "recovered_until" uuid NULL, CONSTRAINT "queue_installations_pkey" PRIMARY KEY ("is_only"));
INSERT INTO queue_installations (prefix)
       SELECT CASE WHEN EXISTS (SELECT FROM job_runs WHERE connection IN ('redis', 'rabbitmq')) THEN 'queue' END;

-- database/migrations/1700000000021_refuse_late_job_records
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
       AND NOT EXISTS (SELECT FROM job_runs AS run WHERE run.id = record.id AND record.crashes IS NULL AND run.status = 'running' AND run.worker <> record.worker)
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
    WHERE run.id = record.id AND run.finished_at IS NULL AND (record.crashes IS NULL AND run.status = 'running' AND run.worker <> record.worker) IS NOT TRUE
    RETURNING run.id
  )
  SELECT record.id FROM record
   WHERE NOT EXISTS (SELECT FROM updated WHERE updated.id = record.id)
     AND NOT EXISTS (SELECT FROM job_runs WHERE job_runs.id = record.id)
$$;

-- database/migrations/1700000000024_create_job_crashes_table
CREATE TABLE "job_crashes" ("job_id" uuid, "deaths" INTEGER NOT NULL DEFAULT '0', "charged" INTEGER NOT NULL DEFAULT '0', "reason" TEXT NULL, "unexplained" INTEGER NOT NULL DEFAULT '0', "alone_in" TEXT NULL, "created_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "job_crashes_pkey" PRIMARY KEY ("job_id"));

-- database/migrations/1700000000025_write_hosts_of_emails_in_one_notation: changes rows only, and none of these.

INSERT INTO adonis_schema (name, batch) VALUES
  ('database/migrations/1700000000014_normalize_emails', 2),
  ('database/migrations/1700000000015_create_registrations_table', 2),
  ('database/migrations/1700000000016_add_former_hash_to_remember_me_tokens', 2),
  ('database/migrations/1700000000020_create_queue_installations_table', 2),
  ('database/migrations/1700000000021_refuse_late_job_records', 2),
  ('database/migrations/1700000000024_create_job_crashes_table', 2),
  ('database/migrations/1700000000025_write_hosts_of_emails_in_one_notation', 2);

INSERT INTO registrations (name, email, password, expires_at) VALUES ('Bo', 'bo@example.com', 'hash', now() + interval '1 day');
INSERT INTO remember_me_tokens (tokenable_id, hash, former_hash, created_at, updated_at, expires_at)
VALUES (1, 'hash', 'former', now(), now(), now() + interval '1 day');
UPDATE queue_installations SET id = 'kept', prefix = 'queue';
