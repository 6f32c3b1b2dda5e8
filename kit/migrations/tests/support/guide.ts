import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import app from '@adonisjs/core/services/app'
import type { MigrationFile } from '#migrations/check/migration_files'

const SAMPLE = /```ts\n\/\/ (\S+)\n(.*?)```/gs

/** The files that docs/migrations.md shows, each written into tmp/ so that it can be imported. */
export async function guideFiles(folder: string): Promise<MigrationFile[]> {
  const text = await readFile(app.makePath('docs/migrations.md'), 'utf8')
  const samples = [...text.matchAll(SAMPLE)].filter(([, path]) => path.startsWith(folder))
  const files = await Promise.all(samples.map(([, path, code]) => written(path, code)))
  return files.sort((one, other) => one.name.localeCompare(other.name))
}

async function written(path: string, code: string) {
  const target = app.tmpPath('guide', basename(path))
  await mkdir(app.tmpPath('guide'), { recursive: true })
  await writeFile(target, code)
  return {
    name: path.replace(/\.ts$/, ''),
    absPath: target,
    async getSource() {
      const exports = await import(pathToFileURL(target).href)
      return exports.default
    },
  }
}
