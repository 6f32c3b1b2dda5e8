import { STATUS_CODES } from 'node:http'
import type { Operation } from '#http/api/operations'

const text = { schema: { type: 'string' } }
const count = { schema: { type: 'integer' } }

/** The schema of `Problem` in kit/http/problem.ts. */
export const problemSchema = {
  type: 'object',
  description: 'Problem details, see RFC 9457.',
  required: ['type', 'title', 'status', 'detail', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string', description: 'The name of the status.' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'In the language of `Accept-Language`.' },
    requestId: { type: 'string', description: 'The id of the request, for the support.' },
    until: {
      type: 'string',
      format: 'date-time',
      description: 'The expected end of a maintenance, for status 503.',
    },
    errors: {
      type: 'array',
      description: 'The invalid values, for status 422.',
      items: {
        type: 'object',
        required: ['field', 'rule', 'message'],
        properties: {
          field: { type: 'string' },
          rule: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
  },
}

const HEADERS: Record<number, object> = {
  401: { 'WWW-Authenticate': text },
  403: { 'WWW-Authenticate': text },
  429: { 'Retry-After': { description: 'In seconds.', ...count } },
  503: { 'Retry-After': { description: 'In seconds.', ...count } },
}

const DESCRIPTIONS: Record<number, string> = {
  400: 'The request is malformed.',
  401: 'The token is missing, wrong, expired or revoked, or its account is closed.',
  403: 'The token has not got the ability of this operation.',
  404: 'There is nothing at this address.',
  422: 'Some values are invalid.',
  429: 'The token has made too many requests.',
  500: 'The fault is on our side.',
  503: 'Not available at the moment.',
}

export const problemResponses = Object.fromEntries(
  Object.entries(DESCRIPTIONS).map(([status, description]) => [
    nameOf(Number(status)),
    {
      description,
      headers: HEADERS[Number(status)],
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ])
)

/** The problems with which an operation can answer. */
export function refsOf({ ability, query, body }: Operation, namesRecord: boolean) {
  const statuses = [
    400,
    ...(ability ? [401, 403, 429] : []),
    ...(namesRecord ? [404] : []),
    ...(query || body ? [422] : []),
    ...[500, 503],
  ]
  return Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }])
  )
}

function nameOf(status: number) {
  return STATUS_CODES[status]!.replaceAll(/\W/g, '')
}
