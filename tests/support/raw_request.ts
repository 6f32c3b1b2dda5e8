import { request as send, type IncomingHttpHeaders } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

export interface RawRequest {
  /** The app under test by default. */
  origin?: string
  method?: string
  path?: string
  headers?: Record<string, string | string[]>
  body?: string | Buffer
}

export interface RawResponse {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

const BOUNDARY = 'boundary'

/**
 * Sends a request unchanged, even one that no HTTP client would send.
 */
export function rawRequest({
  origin = `http://${process.env.HOST}:${process.env.PORT}`,
  method = 'POST',
  path = '/login',
  headers = {},
  body,
}: RawRequest) {
  return new Promise<RawResponse>((resolve, reject) => {
    const request = send(origin, {
      method,
      path,
      agent: false,
      headers: { accept: 'application/json', ...headers },
    })
    request.once('error', reject)
    request.once('response', (response) => {
      // It never ends by itself.
      if (response.headers['content-type'] === 'text/event-stream') {
        resolve({ status: response.statusCode!, headers: response.headers, body: '' })
        return request.destroy()
      }
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => (text += chunk))
      response.once('error', reject)
      response.once('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: text })
      )
    })
    request.end(body)
  })
}

/** Sends the beginning of a body, then closes the connection. */
export async function abortedRequest({ path = '/login', headers = {}, body }: RawRequest) {
  const { HOST: host, PORT: port } = process.env
  const length = Buffer.byteLength(body!) + 1000
  const request = send({ host, port, method: 'POST', path, headers, agent: false })
  request.on('error', () => {})
  request.setHeader('content-length', length)
  request.write(body)
  await wait(100)
  request.destroy()
  await wait(100)
}

export const multipartHeaders = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

export interface Part {
  name?: string
  fileName?: string
  value?: string
  headers?: string[]
}

/** A multipart body of these parts. Without its end, it can be the beginning of an aborted one. */
export function multipartBody(parts: Part[], { isComplete = true } = {}) {
  const text = parts.map(
    (part) => `--${BOUNDARY}\r\n${partHeaders(part)}\r\n\r\n${part.value ?? 'any'}`
  )
  return text.join('\r\n') + (isComplete ? `\r\n--${BOUNDARY}--\r\n` : '')
}

function partHeaders({ name, fileName, headers = [] }: Part) {
  const disposition = [
    'Content-Disposition: form-data',
    name !== undefined && `name="${name}"`,
    fileName !== undefined && `filename="${fileName}"`,
  ]
  return [disposition.filter(Boolean).join('; '), ...headers].join('\r\n')
}
