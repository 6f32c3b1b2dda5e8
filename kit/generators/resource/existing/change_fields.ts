import { dirname } from 'node:path'
import { createTwoFilesPatch } from 'diff'
import type { ChangeSet } from '#generators/changes'
import { generatedFiles, pathsOf } from '#generators/resource/existing/base'
import { changeTexts } from '#generators/resource/existing/change_texts'
import { usesOfFields } from '#generators/resource/existing/field_uses'
import { movedFile } from '#generators/resource/existing/moved_files'
import type { ExistingResource } from '#generators/resource/existing/read'
import type { Field } from '#generators/resource/field'
import { ownerAmong } from '#generators/resource/owner'
import type { Product } from '#generators/resource/product'
import { withNeededImports } from '#generators/syntax/component'
import { withNamesOf } from '#generators/syntax/import_names'
import { merge, type HandWork } from '#generators/syntax/merge'

/** Something that the developer has to do or to look at, with its place. */
export type FileWork = HandWork & { path: string }

/** The fields that a resource will have, and whether the migration that creates its table gets them itself. */
interface Order {
  fields: Field[]
  isInPlace?: boolean
}

/**
 * Gives a resource other fields. In the files as they are today, it makes the change between those that `make:resource`
 * writes with the old fields and with the new ones. If as many fields are there as before, some have other names.
 * @returns the changes that have no safe place
 */
export async function changeFields(
  changes: ChangeSet,
  existing: ExistingResource,
  product: Product,
  { fields, isInPlace = false }: Order
): Promise<FileWork[]> {
  const before = await generatedFiles(changes.root, existing, product)
  const after = await generatedFiles(changes.root, existing, product, fields)
  const changed = { ...existing, fields, owner: ownerAmong(fields, existing) }
  const own = pathsOf(changed, product)
  const names = newNames(pathsOf(existing, product), own)
  const work: FileWork[] = []
  const paths = new Set([
    ...before.paths,
    ...after.paths,
    ...(isInPlace ? [existing.table.migration] : []),
  ])
  for (const path of [...paths].sort()) {
    const isNewName = [...names.values()].includes(path)
    const isOtherMigration = path.startsWith('database/migrations/') && !isInPlace
    if (isNewName || isOtherMigration) continue
    const target = names.get(path) ?? path
    const versions = { old: await before.read(path), next: await after.read(target) }
    const place = await placeOf(changes, { path, target, versions, own: paths })
    work.push(...(await changeFile(changes, place, versions)))
  }
  const gone = existing.fields.filter(({ name }) => !fields.some((field) => field.name === name))
  const uses = await usesOfFields(changes, existing, gone, { own, wanted: after.read })
  return [
    ...work,
    ...uses.map(({ path, line, code }) => ({ action: 'look' as const, path, line, code })),
  ]
}

/** The files that have another name, because their field has one. */
function newNames(before: string[], after: string[]) {
  if (before.length !== after.length) return new Map<string, string>()
  const renamed = before.map((path, index) => [path, after[index]] as const)
  return new Map(renamed.filter(([from, to]) => from !== to))
}

/** The text that `make:resource` would have written, and the one that it would write. */
interface Versions {
  old: string | null
  next: string | null
}

interface Place {
  path: string
  /** The new path, if the file has another name. */
  target: string
}

/** A file that somebody has moved stays where it is. */
async function placeOf(
  changes: ChangeSet,
  { path, target, versions, own }: Place & { versions: Versions; own: Set<string> }
): Promise<Place> {
  const { old, next } = versions
  if (old === null || old === next || (await changes.exists(path))) return { path, target }
  const moved = await movedFile(changes, path, old, own)
  return moved ? { path: moved, target: moved } : { path, target }
}

async function changeFile(
  changes: ChangeSet,
  { path, target }: Place,
  { old, next }: Versions
): Promise<FileWork[]> {
  if (old === next && path === target) return []
  const current = await changes.read(path)
  if (old === null) {
    if (current === null && next !== null) await changes.create(target, next)
    return []
  }
  if (current === null) return missing(path, old, next)
  if (next === null) return removeFile(changes, path, old, current)

  const merged = path.endsWith('.json')
    ? mergeTexts(path, old, next, current)
    : mergeCode(path, old, next, current)
  const { text, work } = merged
  if (path === target) await changes.edit(path, () => text)
  else {
    await changes.remove(path)
    await changes.create(target, text)
  }
  return work.map((one) => ({ path: target, ...one }))
}

/** Both versions get the names that somebody has given to imports, so that the new code has them too. */
export function mergeCode(path: string, old: string, next: string, current: string) {
  const [before, after] = [old, next].map((text) => withNamesOf(current, path, text))
  const { text, work } = merge(path, before, after, current)
  return { text: withNeededImports(path, text, after), work }
}

/** The change as a diff, for the place to which somebody has moved the code. */
function missing(path: string, old: string, next: string | null): FileWork[] {
  const sentence = `This file does not exist, and no file below ${dirname(path)} has its name or most of its lines.`
  if (next === null) return []
  const lines = createTwoFilesPatch(path, path, old, next, undefined, undefined, { context: 1 })
  const diff = lines.slice(lines.indexOf('@@'))
  return [
    {
      path,
      action: 'write',
      line: 1,
      code: `${sentence} Where its code is now, make this change:\n${diff}`,
    },
  ]
}

async function removeFile(changes: ChangeSet, path: string, old: string, current: string) {
  if (current !== old) {
    return [
      {
        path,
        action: 'remove' as const,
        line: 1,
        code: 'The whole file: it has changes of yours.',
      },
    ]
  }
  await changes.remove(path)
  return []
}

function mergeTexts(path: string, old: string, next: string, current: string) {
  const { text, kept } = changeTexts(path, old, next, current)
  const work = kept.map((one): HandWork => {
    const line =
      text.split('\n').findIndex((row) => row.includes(JSON.stringify(one.text).slice(1, -1))) + 1
    return { action: 'look', line, code: `${one.path}: ${one.text}` }
  })
  return { text, work }
}
