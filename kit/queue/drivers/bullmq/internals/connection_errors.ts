/** The code of the only errors after which BullMQ tries again. It takes any other error for a failure of the job. */
const CODE = 'ECONNREFUSED'

/** Makes a temporary error of the broker one after which BullMQ tries again. */
export function asConnectionError(error: Error) {
  return Object.assign(new Error(error.message, { cause: error }), { code: CODE })
}

export function isConnectionError(error: unknown) {
  return (error as { code?: string }).code === CODE
}
