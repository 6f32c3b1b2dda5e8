import string from '@adonisjs/core/helpers/string'
import app from '@adonisjs/core/services/app'
import type { LucidModel } from '@adonisjs/lucid/types/model'

/** The parts of a factory of Lucid that tell which records a record needs. */
interface Factory {
  factory: { model: LucidModel; relations: Record<string, unknown> }
  with(relation: string, count: number, change: (factory: Factory) => unknown): Factory
  create(): Promise<{ id: number | string }>
}

/** Parameters whose record is not that of the policy. */
const OTHERS: Record<string, Record<string, string>> = {
  'management.groups.members.destroy': { id: 'user' },
}

/**
 * Creates the records in the address of a route: `id` is one of the model of its policy, `project_id` is a project. Each
 * comes from its factory, with the records to which it belongs, so its owner is somebody else.
 */
export async function sampleParams(route: { name: string; pattern: string }, policy: string) {
  const names = [...route.pattern.matchAll(/:(\w+)/g)].map(([, name]) => name)
  const params: Record<string, number | string> = {}
  for (const name of names) {
    const factory = await factoryOf(OTHERS[route.name]?.[name] ?? modelOf(name, policy))
    const record = await withOwners(factory).create()
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

function withOwners(factory: Factory): Factory {
  const { model, relations } = factory.factory
  model.boot()
  return Object.keys(relations)
    .filter((name) => relationOf(model, name)?.type === 'belongsTo')
    .reduce((built, name) => built.with(name, 1, withOwners), factory)
}

function relationOf(model: LucidModel, name: string) {
  return model.$getRelation(name as never) as { type: string } | undefined
}
