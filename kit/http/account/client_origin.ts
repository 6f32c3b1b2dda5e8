import type { HttpRequest } from '@adonisjs/core/http'

/** The client of a request, as the events of an account keep it. */
export interface ClientOrigin {
  ipAddress: string | null
  userAgent: string | null
}

export function originOf(request: HttpRequest): ClientOrigin {
  return {
    ipAddress: request.ip(),
    userAgent: request.header('user-agent')?.slice(0, 255) ?? null,
  }
}
