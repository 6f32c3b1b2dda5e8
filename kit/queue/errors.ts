import { createError } from '@adonisjs/core/exceptions'

export const E_INVALID_QUEUE_CONFIG = createError<[string]>(
  'config/queue.ts: %s',
  'E_INVALID_QUEUE_CONFIG',
  500
)

export const E_UNKNOWN_QUEUE = createError<[string, string]>(
  'There is no queue "%s". Declared in config/queue.ts: %s',
  'E_UNKNOWN_QUEUE',
  500
)

export const E_UNREGISTERED_JOB = createError<[string]>(
  'The class "%s" is not a job of app/jobs. Move it there, export it as default, and run "node ace codegen"',
  'E_UNREGISTERED_JOB',
  500
)

export const E_INVALID_JOB_FILE = createError<[string]>(
  'The file app/jobs/%s exports no job. Let its default export be a class that extends Job, or move it out of app/jobs',
  'E_INVALID_JOB_FILE',
  500
)

export const E_AMBIGUOUS_JOB = createError<[string, string]>(
  'The names "%s" and "%s" stand for the same job class. Each file of app/jobs has to export its own class',
  'E_AMBIGUOUS_JOB',
  500
)

export const E_INVALID_PAYLOAD = createError<[string, string]>(
  'The payload of "%s" %s',
  'E_INVALID_PAYLOAD',
  500
)

export const E_UNREADABLE_JOB = createError<[string]>(
  'It was not dispatched by this app, or it is damaged: its "%s" is missing or invalid',
  'E_UNREADABLE_JOB',
  500
)

export const E_INVALID_DISPATCH = createError<[string, string]>(
  'The job "%s" was not dispatched: %s',
  'E_INVALID_DISPATCH',
  500
)

export const E_INVALID_DISPATCH_MANY = createError(
  'Nothing was dispatched: dispatchMany takes a job class and a list of payloads, or a list such as ' +
    '[Resize.with({ imageId })], and { batch: { then: Publish.with({ albumId }) } }',
  'E_INVALID_DISPATCH_MANY',
  500
)

export const E_INVALID_JOB = createError<[string, string]>(
  'The job "%s" cannot run here: %s',
  'E_INVALID_JOB',
  500
)

export const E_BROKER_REFUSED = createError<[string]>('%s', 'E_BROKER_REFUSED', 500)

export const E_QUEUE_NOT_MIGRATED = createError(
  'The tables of the queue are missing. Run "node ace migration:run"',
  'E_QUEUE_NOT_MIGRATED',
  500
)

export const E_QUEUE_UNAVAILABLE = createError<[string, string]>(
  'The broker did not confirm the job "%s", so it is unknown whether it was dispatched: %s',
  'E_QUEUE_UNAVAILABLE',
  503
)

export const E_JOB_TIMEOUT = createError<[string, number]>(
  'The job "%s" was stopped: it ran longer than its timeout of %d ms',
  'E_JOB_TIMEOUT',
  500
)

export const E_JOB_CRASHED = createError<[string, string]>(
  'The job "%s" is dead: %s',
  'E_JOB_CRASHED',
  500
)

/** A job throws this when a retry would be useless: the job then fails at once, without its remaining attempts. */
export const E_PERMANENT_FAILURE = createError<[string]>('%s', 'E_PERMANENT_FAILURE', 500)

export const E_JOB_CANCELLED = createError<[string]>(
  'The job "%s" was cancelled',
  'E_JOB_CANCELLED',
  500
)

export const E_UNKNOWN_JOB = createError<[string]>(
  'No worker knows a job "%s". Was its file in app/jobs renamed or removed?',
  'E_UNKNOWN_JOB',
  500
)

export const E_NO_SUCH_RUN = createError<[string]>(
  'There is no job "%s" in the run log. "node ace queue:failed" lists the failed jobs',
  'E_NO_SUCH_RUN',
  404
)

export const E_RUN_ENDED = createError<[string, string]>(
  'The job "%s" has ended: it is %s',
  'E_RUN_ENDED',
  409
)

export const E_NONE_FAILED = createError<[string, string]>(
  'No job named "%s" has failed. Names of failed jobs: %s',
  'E_NONE_FAILED',
  404
)

export const E_SYNC_QUEUE = createError(
  'QUEUE_CONNECTION is "sync": there is no broker to put a job into',
  'E_SYNC_QUEUE',
  409
)

export const E_BROKER_AWAY = createError<[string, string]>(
  'The broker "%s" does not answer (%s). Is it running?',
  'E_BROKER_AWAY',
  503
)
