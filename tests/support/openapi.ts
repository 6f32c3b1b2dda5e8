import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import type { Assert } from '@japa/assert'

interface Answer {
  headers?: Record<string, object>
  /** An answer with status 204 has none. */
  content?: Record<string, { schema: object }>
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

interface Operation {
  responses: Record<string, Answer | { $ref: string }>
}

export interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, Answer> }
}

export async function documentOf(client: ApiClient) {
  const response = await client.get('/api/v1/openapi.json')
  return response.body() as unknown as Document
}

/** Checks that a response has a status, a type, headers and a body that the OpenAPI document names. */
export function assertDescribed(
  assert: Assert,
  document: Document,
  [method, path]: [Method, string],
  response: ApiResponse
) {
  const answer = answerOf(document, document.paths[path][method], response.status())
  for (const name of Object.keys(answer.headers ?? {})) {
    assert.exists(response.header(name.toLowerCase()), name)
  }
  if (!answer.content) {
    assert.equal(response.text(), '')
    return
  }
  const type = response.header('content-type')!.split(';')[0]
  assert.property(answer.content, type)
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
