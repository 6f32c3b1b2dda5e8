import type { ApiRequest } from '@japa/api-client'

/**
 * Adds a cookie as a script in the browser sets it: neither signed nor encoded. It keeps the cookies of `loginAs` and
 * `withCsrfToken`.
 */
export function withRawCookie<Request extends Pick<ApiRequest, 'cookiesJar'>>(
  request: Request,
  name: string,
  value: string
) {
  request.cookiesJar[name] = { name, value }
  return request
}
