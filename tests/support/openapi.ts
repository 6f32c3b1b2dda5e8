import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ApiResponse } from '@japa/api-client'
import type { Assert } from '@japa/assert'

interface Answer {
  headers?: Record<string, object>
  content: Record<string, { schema: object }>
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

interface Operation {
  responses: Record<string, Answer | { $ref: string }>
}

export interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, Answer> }
}

/** Checks that a response has a status, a type, headers and a body that the OpenAPI document names. */
export function assertDescribed(
  assert: Assert,
  document: Document,
  [method, path]: [Method, string],
  response: ApiResponse
) {
  const answer = answerOf(document, document.paths[path][method], response.status())
  const type = response.header('content-type')!.split(';')[0]
  assert.property(answer.content, type)
  for (const name of Object.keys(answer.headers ?? {})) {
    assert.exists(response.header(name.toLowerCase()), name)
  }
  const validate = schemaIn(document, answer.content[type].schema)
  assert.isTrue(validate(response.body()), JSON.stringify(validate.errors))
}

function answerOf({ components }: Document, { responses }: Operation, status: number): Answer {
  const answer = responses[status]
  if (!answer) throw new Error(`The document has no status ${status} for this operation`)
  return '$ref' in answer ? components.responses[answer.$ref.split('/').at(-1)!] : answer
}

function schemaIn(document: Document, schema: object) {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  return ajv.compile({ ...schema, components: document.components })
}
