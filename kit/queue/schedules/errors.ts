import { createError } from '@adonisjs/core/exceptions'

export const E_INVALID_SCHEDULE = createError<[string, string]>(
  'The schedule "%s" of start/schedules.ts %s',
  'E_INVALID_SCHEDULE',
  500
)

export const E_UNKNOWN_SCHEDULE = createError<[string, string]>(
  'There is no schedule "%s". There are: %s',
  'E_UNKNOWN_SCHEDULE',
  500
)

export const E_INVALID_RETIMING = createError<[string, string]>(
  'The schedule "%s" was not changed: %s',
  'E_INVALID_RETIMING',
  500
)
