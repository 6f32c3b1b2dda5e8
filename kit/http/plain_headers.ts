export const HSTS_SECONDS = 365 * 24 * 3600

/** For responses that are sent before any middleware runs: files, liveness, and addresses that cannot be decoded. */
export const plainHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Strict-Transport-Security': `max-age=${HSTS_SECONDS}; includeSubDomains`,
  'Cross-Origin-Resource-Policy': 'same-origin',
}
