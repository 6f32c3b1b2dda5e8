export const dataExport = {
  /** How long the file of an export can be downloaded. */
  availableFor: { hours: 24 },
}

export const deletion = {
  /** Days between the wish to delete an account and its erasure. Until then, the owner can undo it. */
  graceDays: 14,
}

export interface Rule {
  /**
   * The condition for the rows of one account, in SQL. `:id` is the account's id, `:addresses` are the e-mail addresses
   * that it has or had, in lower case, and `:limits` are patterns for keys of rate limits.
   */
  rows: string

  /**
   * Columns that the export leaves out, because they are secrets or mean nothing to a person. Give a reason instead of
   * columns if the export leaves out the table.
   */
  hides?: string[] | { all: string }

  /** Without a reason to keep them, the erasure deletes the rows. */
  keeps?: string

  /** The columns of files (#files/main), which are in the export too. */
  files?: string[]
}

const NONE = 'no personal data'

/** Whether the text of a column has one of the account's addresses. */
const hasAddress = (column: string) =>
  `EXISTS (SELECT FROM unnest(CAST(:addresses AS text[])) AS one(address)
     WHERE strpos(lower(CAST(${column} AS text)), one.address) > 0)`

/** Whether the message of a job is about the account. */
const isAbout = (message: string) =>
  `(${message}->'payload'->>'userId' = CAST(:id AS text) OR ${hasAddress(message)})`

export const RUN_OF_ACCOUNT = `(user_id = CAST(:id AS text) OR ${isAbout('message')} OR ${hasAddress('error')})`

/**
 * Each table of the database: which rows belong to one account, or that it has no personal data. An export has these
 * rows, and the erasure of an account deletes them. A new table is one line here: a test fails without it, and tells
 * what is missing. See docs/personal_data.md.
 */
const personalData: Record<string, Rule | typeof NONE> = {
  'access_tokens': { rows: 'tokenable_id = :id', hides: ['hash', 'type'] },
  'account_events': { rows: 'user_id = :id' },
  'authenticators': { rows: 'user_id = :id', hides: ['key', 'last_step'] },
  'avatar_uploads': { rows: 'user_id = :id' },
  'data_exports': { rows: 'user_id = :id', hides: ['file'] },
  'email_changes': { rows: 'user_id = :id', hides: ['token_hash', 'undo_token_hash'] },
  'group_members': { rows: 'user_id = :id' },
  'groups': { rows: 'false', hides: { all: 'The name of a group is that of no person.' } },
  'invitations': {
    rows: 'lower(email) = ANY (CAST(:addresses AS text[]))',
    hides: ['token_hash'],
  },
  'impersonations': {
    rows: 'actor_id = :id OR person_id = :id',
    keeps:
      'They go with the account that was used. Of the account that used it, only the number goes.',
  },
  'log_in_notices': { rows: 'user_id = :id', hides: ['token_hash'] },
  'notifications': { rows: 'user_id = :id' },
  'passkeys': { rows: 'user_id = :id', hides: ['credential_id', 'public_key', 'counter'] },
  'password_resets': { rows: 'user_id = :id', hides: ['token_hash'] },
  'recovery_codes': { rows: 'user_id = :id', hides: ['digest', 'code_hash'] },
  'registration_mails': { rows: 'email = ANY(CAST(:addresses AS text[]))' },
  'registrations': {
    rows: 'user_id = :id OR email = ANY(CAST(:addresses AS text[]))',
    hides: { all: 'Strangers can sign up with the address too.' },
  },
  'remember_me_tokens': {
    rows: 'tokenable_id = :id',
    hides: ['hash', 'former_hash', 'session_generation'],
  },
  'saved_views': { rows: 'user_id = :id' },
  'sessions': {
    rows: `user_id = :id OR (user_id IS NULL AND ${hasAddress('data')})`,
    hides: ['id', 'data', 'remember_token_id'],
  },
  'social_identities': { rows: 'user_id = :id' },
  'users': {
    rows: 'id = :id',
    hides: [
      ...['password', 'confirmation_key', 'session_generation', 'passkey_user_id'],
      'deletion_token_hash',
    ],
  },

  'rate_limits': {
    rows: 'key LIKE ANY(CAST(:limits AS text[]))',
    hides: { all: 'Counters, which end within a day.' },
  },
  'job_runs': {
    rows: `finished_at IS NOT NULL AND ${RUN_OF_ACCOUNT}`,
    hides: { all: 'Work on data that other tables have.' },
  },
  'bullmq.event': {
    rows: hasAddress('data'),
    hides: { all: 'Work on data that other tables have.' },
  },
  'bullmq.job': {
    rows: isAbout('data'),
    hides: { all: 'Work on data that other tables have.' },
    keeps: 'A job is here only until it has run. Without its account it does nothing.',
  },

  'job_batches': NONE,
  'job_cancellations': NONE,
  'job_crashes': NONE,
  'job_locks': NONE,
  'log_in_codes': NONE,
  'queue_installations': NONE,
  'queue_pauses': NONE,
  'queue_workers': NONE,
  'schedules': NONE,
  'schedule_ticks': NONE,
  'spent_challenges': NONE,
  'settings': NONE,
  'unclaimed_files': NONE,
  'adonis_schema': NONE,
  'adonis_schema_versions': NONE,
  ...Object.fromEntries(
    [
      ...['dedup', 'dedup_next', 'job_dependency', 'job_log', 'meta', 'metrics', 'migration'],
      ...['rate_limit', 'scheduler', 'relay_inbox', 'relay_node', 'relay_retained'],
      'relay_subscription',
    ].map((table) => [`bullmq.${table}`, NONE])
  ),
}

export default personalData
