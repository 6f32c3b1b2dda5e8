import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { ChangeSet } from '#generators/changes'
import { generateResource } from '#generators/resource/generate'
import { readProduct, withResource, type Product } from '#generators/resource/product'
import { resourceOf, type ResourceOrder } from '#generators/resource/resource'
import { folderWith } from '#tests/support/folder'

/** The files of this project that `make:resource` reads and changes. */
const FILES = [
  '.prettierignore',
  'app/models/user.ts',
  'app/validators',
  'config/api.ts',
  'config/bodyparser.ts',
  'config/personal_data.ts',
  'database/factories/user_factory.ts',
  'database/schema.ts',
  'inertia/layouts/app.vue',
  'package.json',
  'resources/lang',
  'start/routes.ts',
  'start/routes/api.ts',
  'tests/support/site_walk/visits.ts',
]

/** A folder with these files, in which resources can be made without a database. */
export async function productCopy() {
  const folder = await folderWith({})
  for (const file of FILES) {
    await mkdir(dirname(join(folder.path, file)), { recursive: true })
    await cp(app.makePath(file), join(folder.path, file), { recursive: true })
  }
  const root = folder.path
  let product: Product = await readProduct(new ChangeSet({ root }))

  return {
    root,
    /** The models as they would be after the migrations have run. */
    get product() {
      return product
    },
    set product(known) {
      product = known
    },
    read: (path: string) => readFile(join(root, path), 'utf8'),
    write: (path: string, text: string) => writeFile(join(root, path), text),
    /** All files with their texts. */
    async all() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile())
      const paths = files.map((file) => join(file.parentPath, file.name).slice(root.length + 1))
      const texts = paths.sort().map(async (path) => [path, await this.read(path)])
      return Object.fromEntries(await Promise.all(texts)) as Record<string, string>
    },
    async make(name: string, fields: string[], options: Partial<ResourceOrder> = {}) {
      const resource = resourceOf({ name, fields, ...options })
      const changes = new ChangeSet({ root })
      await generateResource(changes, resource, product)
      await changes.apply()
      product = withResource(product, resource)
      return resource
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  }
}
