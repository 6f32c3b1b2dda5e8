import { createError } from '@adonisjs/core/exceptions'

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

export const E_INVALID_PAYLOAD = createError<[string, string]>(
  'The payload of "%s" %s. Pass ids and small values, and let the job load the rest',
  'E_INVALID_PAYLOAD',
  500
)

export const E_UNSUPPORTED_CONNECTION = createError<[string]>(
  'QUEUE_CONNECTION is "%s", but only "postgres" has a driver. Leave it unset or set it to "postgres"',
  'E_UNSUPPORTED_CONNECTION',
  500
)

export const E_QUEUE_UNAVAILABLE = createError<[string]>(
  'The job "%s" was not dispatched: the broker did not answer in time',
  'E_QUEUE_UNAVAILABLE',
  503
)

export const E_JOB_TIMEOUT = createError<[string, number]>(
  'The job "%s" was stopped: it ran longer than its timeout of %d ms',
  'E_JOB_TIMEOUT',
  500
)
