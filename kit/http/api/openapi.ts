import type { Route } from '@adonisjs/core/http'
import { operations, type Operation } from '#http/api/operations'
import { problemResponses, problemSchema, refsOf } from '#http/api/openapi_problems'

interface About {
  title: string
  version: string
  url: string
}

interface ObjectSchema {
  properties?: Record<string, { description?: string }>
  required?: string[]
}

const text = { schema: { type: 'string' } }
const count = { schema: { type: 'integer' } }

/**
 * The OpenAPI document of all operations, from their routes and validators.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function openApiDocument({ title, version, url }: About) {
  const paths: Record<string, Record<string, object>> = {}
  for (const [route, operation] of operations) {
    const { pattern, methods } = route.toJSON()
    const path = pattern.replace(/:(\w+)/g, '{$1}')
    for (const method of methods.filter((one) => one !== 'HEAD')) {
      paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route, operation) }
    }
  }
  return {
    openapi: '3.1.1',
    info: { title, version },
    servers: [{ url }],
    paths,
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problemSchema },
      responses: problemResponses,
      headers: {
        'X-RateLimit-Limit': { description: 'Requests per minute.', ...count },
        'X-RateLimit-Remaining': { description: 'Requests left in this minute.', ...count },
        'X-RateLimit-Reset': { description: 'Seconds until the minute ends.', ...count },
      },
    },
  }
}

function operationOf(route: Route, operation: Operation) {
  const { summary, description, ability, body, status = 200 } = operation
  const { name, tokens } = route.toJSON()
  const inPath = pathParameters(tokens)
  const parameters = [...inPath, ...queryParameters(operation)]
  return {
    operationId: name!.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    description: [description, ability && `Needs the ability \`${ability}\`.`]
      .filter(Boolean)
      .join(' '),
    security: ability ? [{ accessToken: [ability] }] : [],
    parameters,
    requestBody: body && { required: true, content: jsonOf(body.toJSONSchema()) },
    responses: { [status]: answerOf(operation), ...refsOf(operation, inPath.length > 0) },
  }
}

function answerOf({ ability, answer }: Operation) {
  const limits = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset']
  const headers = limits.map((name) => [name, { $ref: `#/components/headers/${name}` }])
  return {
    description: 'The answer.',
    headers: ability ? Object.fromEntries(headers) : undefined,
    content: answer && jsonOf(answer.toJSONSchema()),
  }
}

function pathParameters(tokens: { type: number; val: string }[]) {
  return tokens
    .filter(({ type }) => type === PARAMETER)
    .map(({ val: name }) => ({ name, in: 'path', required: true, ...text }))
}

/** The router's own mark of a required parameter. */
const PARAMETER = 1

function queryParameters({ query }: Operation) {
  const { properties = {}, required = [] } = (query?.toJSONSchema() ?? {}) as ObjectSchema
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    description,
    required: required.includes(name),
    schema,
  }))
}

function jsonOf(schema: object) {
  return { 'application/json': { schema } }
}
