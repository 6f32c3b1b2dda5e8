import { glob } from 'node:fs/promises'
import { basename } from 'node:path'
import string from '@adonisjs/core/helpers/string'

/** The resources of `make:resource`: `project` with the table `projects`. Each has a component with its fields. */
export async function resources() {
  const found: { file: string; table: string }[] = []
  for await (const path of glob('inertia/components/*_fields.vue')) {
    const file = basename(path, '_fields.vue')
    found.push({ file, table: string.plural(file) })
  }
  return found
}
