import type {
  createValidator as create,
  resolveName as resolve,
  toSimpleValidationErrors as simple,
} from 'laravel-precognition'

/**
 * Replaces `laravel-precognition`, which Inertia's forms bring along: the first visit would load its 4 kB for nothing,
 * because no form asks the server about a field before it is sent. Remove the alias of vite.config.ts to use it.
 */
export const createValidator: typeof create = () => {
  const idle: ReturnType<typeof create> = {
    touched: () => [],
    valid: () => [],
    errors: () => ({}),
    hasErrors: () => false,
    validating: () => false,
    validate: unsupported,
    touch: unsupported,
    validateFiles: unsupported,
    withoutFileValidation: unsupported,
    on: () => idle,
    setErrors: () => idle,
    forgetError: () => idle,
    defaults: () => idle,
    reset: () => idle,
    setTimeout: () => idle,
  }
  return idle
}

function unsupported(): never {
  throw new Error('Forms are validated when they are sent: see inertia/precognition.ts.')
}

export const resolveName: typeof resolve = (name) =>
  typeof name === 'string' ? name : name.target.name

/** Inertia's `useHttp` calls it with the errors of an answer. */
export const toSimpleValidationErrors: typeof simple = (errors) =>
  Object.fromEntries(Object.entries(errors).map(([field, error]) => [field, [error].flat()[0]]))

/** Inertia tells it the names of the XSRF cookie and header. */
export const client = { withXsrfCookieName() {}, withXsrfHeaderName() {} }
