import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ApplicationService } from '@adonisjs/core/types'

/** A production build has compiled files. */
const MODULES = '**/*.{ts,js}'

/**
 * The names of the console: models by the names of their classes, factories by the names under which their files export
 * them, `db` and `queue`.
 */
export async function consoleContext(app: ApplicationService) {
  const [{ default: db }, { default: queue }] = await Promise.all([
    import('@adonisjs/lucid/services/db'),
    import('#queue/main'),
  ])
  const models = await modulesIn(app.modelsPath())
  const factories = await modulesIn(app.factoriesPath())
  return Object.fromEntries([
    ...models.flatMap(({ default: model }) => (isNamed(model) ? [[model.name, model]] : [])),
    ...factories.flatMap((exports) => Object.entries(exports)),
    ['db', db],
    ['queue', queue],
  ]) as Record<string, unknown>
}

async function modulesIn(folder: string): Promise<Record<string, unknown>[]> {
  const files = await Array.fromAsync(glob(MODULES, { cwd: folder, exclude: ['**/*.d.ts'] }))
  return Promise.all(files.sort().map((file) => import(pathToFileURL(join(folder, file)).href)))
}

function isNamed(value: unknown): value is { name: string } {
  return typeof value === 'function' && value.name !== ''
}
