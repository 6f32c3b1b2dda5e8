import string from '@adonisjs/core/helpers/string'
import app from '@adonisjs/core/services/app'

interface Factory {
  create(): Promise<{ id: number | string }>
}

/** Parameters whose record is not that of the policy. */
const OTHERS: Record<string, Record<string, string>> = {
  'management.groups.members.destroy': { id: 'user' },
  'management.user_options.index': {},
}

/**
 * Creates the records in the address of a route: `id` is one of the model of its policy, `project_id` is a project. Each
 * comes from its factory, so it belongs to somebody else.
 */
export async function sampleParams(route: { name: string; pattern: string }, policy: string) {
  const names = [...route.pattern.matchAll(/:(\w+)/g)].map(([, name]) => name)
  const params: Record<string, number | string> = {}
  for (const name of names) {
    const model = OTHERS[route.name]?.[name] ?? modelOf(name, policy)
    const factory = await factoryOf(model)
    const record = await factory.create()
    params[name] = record.id
  }
  return params
}

function modelOf(param: string, policy: string) {
  return param === 'id'
    ? string.snakeCase(policy.replace(/Policy$/, ''))
    : param.replace(/_id$/, '')
}

async function factoryOf(model: string): Promise<Factory> {
  const file = app.makeURL(`database/factories/${model}_factory.ts`)
  const exports = (await import(file.href)) as Record<string, Factory>
  return exports[`${string.pascalCase(model)}Factory`]
}
