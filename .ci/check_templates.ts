/**
 * Checks compose.yml, the templates for CI, Renovate and the development container against their published schemas. It
 * downloads them, or reads them from the folder SCHEMAS, by the names below.
 */
import { readFile } from 'node:fs/promises'
import { Ajv, type AnySchema } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'

interface Template {
  file: string
  name: string
  schema: string
}

const TEMPLATES: Template[] = [
  {
    file: 'compose.yml',
    name: 'compose-spec.json',
    schema:
      'https://raw.githubusercontent.com/compose-spec/compose-spec/main/schema/compose-spec.json',
  },
  {
    file: '.github/workflows/ci.yml',
    name: 'github-workflow.json',
    schema: 'https://www.schemastore.org/github-workflow.json',
  },
  {
    file: '.gitlab-ci.yml',
    name: 'gitlab-ci.json',
    schema:
      'https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json',
  },
  {
    file: 'renovate.json',
    name: 'renovate-schema.json',
    schema: 'https://docs.renovatebot.com/renovate-schema.json',
  },
  {
    file: '.devcontainer/devcontainer.json',
    name: 'devContainer.base.schema.json',
    schema:
      'https://raw.githubusercontent.com/devcontainers/spec/main/schemas/devContainer.base.schema.json',
  },
]

for (const template of TEMPLATES) await check(template)

async function check({ file, name, schema: url }: Template) {
  const schema = await schemaOf(name, url)
  if (!schema) return
  const Validator = isOf2019(schema) ? Ajv2019 : Ajv
  const ajv = new Validator({ strict: false, allErrors: true, validateSchema: false })
  addFormats.default(ajv)
  // YAML contains JSON.
  const content = parse(await readFile(file, 'utf8'), { merge: true })
  const isValid = ajv.validate(schema, content)
  console.log(`${file}: ${isValid ? 'valid' : ajv.errorsText(ajv.errors, { separator: '\n  ' })}`)
  if (!isValid) process.exitCode = 1
}

/** Reports a schema that cannot be read, so that the other files are checked all the same. */
async function schemaOf(name: string, url: string) {
  const { SCHEMAS } = process.env
  try {
    if (SCHEMAS) return JSON.parse(await readFile(`${SCHEMAS}/${name}`, 'utf8')) as AnySchema
    const response = await fetch(url)
    if (!response.ok) throw new Error(`status ${response.status}`)
    return (await response.json()) as AnySchema
  } catch (error) {
    console.log(`${SCHEMAS ? `${SCHEMAS}/${name}` : url} cannot be read: ${error}`)
    process.exitCode = 1
  }
}

function isOf2019(schema: AnySchema) {
  return typeof schema === 'object' && String(schema.$schema).includes('2019-09')
}
