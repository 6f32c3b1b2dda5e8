import type { ApiRequest } from '@japa/api-client'

/** As a browser's script writes it: neither signed nor packed. Beside those of `loginAs` and `withCsrfToken`. */
export function withRawCookie<Request extends Pick<ApiRequest, 'cookiesJar'>>(
  request: Request,
  name: string,
  value: string
) {
  request.cookiesJar[name] = { name, value }
  return request
}
