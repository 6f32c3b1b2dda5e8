import { test } from '@japa/runner'
import { ChangeSet } from '#generators/changes'
import { changeFields, mergeCode } from '#generators/resource/existing/change_fields'
import { readResource } from '#generators/resource/existing/read'
import { parseFields } from '#generators/resource/field'
import { merge } from '#generators/syntax/merge'
import { treeOf } from '#generators/syntax/file_tree'
import type { Tree } from '#generators/syntax/tree'
import { HAND_EDITS } from '#generators/tests/support/hand_edits'
import { productCopy } from '#generators/tests/support/product_copy'

type Copy = Awaited<ReturnType<typeof productCopy>>
type Files = Record<string, string>

const FIRST = ['name:string', 'budget:decimal', 'owner:belongsTo(User)?']

const EVERY_TYPE = [
  ...['code:string:unique', 'about:text?', 'email:email', 'site:url?', 'key:uuid?'],
  ...['position:integer:default(3)', 'views:bigint', 'size:decimal(9,3)', 'price:money(USD)'],
  ...['isPublic:boolean', 'status:enum(draft,done)', 'startsOn:date', 'dueAt:datetime'],
  ...['opensAt:time', 'settings:json?', 'labels:text[]', 'reviewer:belongsTo(User)'],
]

/** These change the statements around a record's values, so code that is edited everywhere has no place for them. */
const FURTHER = ['members:manyToMany(User)', 'cover:file(image)?', 'contract:file']

const SHARED = {}
const WHOLE = { ownedBy: 'user', softDelete: true, api: true }

/** Gives the resource these fields; the table has the old ones, because no migration runs here. */
async function change(copy: Copy, fields: string[]) {
  const changes = new ChangeSet({ root: copy.root })
  const resource = await readResource(changes, 'Project', copy.product)
  const work = await changeFields(changes, resource, copy.product, { fields: parseFields(fields) })
  await changes.apply()
  return work
}

async function copyWith(fields: string[], options: object) {
  const copy = await productCopy()
  await copy.make('Project', [...FIRST, ...fields], options)
  return copy
}

async function filesOf(copy: Copy): Promise<Files> {
  const files = Object.entries(await copy.all())
  return Object.fromEntries(files.filter(([path]) => !path.includes('/migrations/')))
}

async function filesWith(fields: string[], options: object) {
  await using copy = await copyWith(fields, options)
  return await filesOf(copy)
}

const isCode = (path: string) => /\.(ts|vue)$/.test(path)

/** Marks each part of a file, as if somebody had edited it everywhere. */
function marked(path: string, text: string) {
  const marks = new Map<number, string>()
  const mark = (tree: Tree) => {
    const isPart = /Statement$|^Method|^Property(Declaration|Assignment)/.test(tree.kind)
    const line = text.slice(0, tree.start).split('\n').at(-1)!
    if (tree.kind.startsWith('Element ')) marks.set(tree.children[0].end, ' data-ours')
    if (isPart && line.trim() === '') marks.set(tree.start, '// ours\n')
    tree.children.forEach(mark)
  }
  mark(treeOf(path, text))
  const places = [...marks].sort(([one], [other]) => other - one)
  return places.reduce((rest, [at, what]) => rest.slice(0, at) + what + rest.slice(at), text)
}

const unmarked = (text: string) =>
  text.replaceAll(/ *\/\/ ours\n/g, '').replaceAll(/\s+data-ours(?=[\s/>])/g, '')

/** A text without its layout, which Prettier makes in a file of the disk. */
const gist = (path: string, text: string) => treeOf(path, text).gist

const renamed = (fields: string[]) => fields.map((field) => field.replace(':', 'OfIt:'))

/** The fields before and after a change, behind the first ones. */
const changesOf = (fields: string[]) => [
  { shows: 'added', from: [], to: fields },
  { shows: 'removed', from: fields, to: [] },
  { shows: 'renamed', from: fields, to: renamed(fields) },
]

for (const [name, options] of Object.entries({ 'shared': SHARED, 'with all options': WHOLE })) {
  test.group(`Resource | change fields | ${name}`, (group) => {
    group.each.timeout(120_000)

    test('a field of each type is {shows} as if it had always been so')
      .with(changesOf([...EVERY_TYPE, ...FURTHER]))
      .run(async ({ assert }, { from, to }) => {
        await using copy = await copyWith(from, options)
        const wanted = await filesWith(to, options)

        assert.deepEqual(await change(copy, [...FIRST, ...to]), [])
        const found = await filesOf(copy)
        assert.deepEqual(Object.keys(found), Object.keys(wanted))
        for (const [path, text] of Object.entries(wanted)) assert.equal(found[path], text, path)
      })

    test('a field of each type is {shows} in files that are edited everywhere')
      .with(changesOf(EVERY_TYPE))
      .run(async ({ assert }, { from, to }) => {
        const before = await filesWith(from, options)
        const after = await filesWith(to, options)
        const changed = Object.entries(after).filter(([path, text]) => before[path] !== text)
        for (const [path, wanted] of changed.filter(([file]) => isCode(file) && before[file])) {
          const { text, work } = merge(path, before[path], wanted, marked(path, before[path]))
          // A comment about a field goes with the field.
          assert.deepEqual(
            work.filter(({ action }) => action !== 'look' && action !== 'gone'),
            [],
            path
          )
          assert.include(text, 'ours', path)
          assert.equal(gist(path, unmarked(text)), gist(path, wanted), path)
        }
      })

    test('edits by hand stay when fields are {shows}')
      .with([
        { shows: 'added', from: [], to: ['startsOn:date', 'priority:integer'] },
        { shows: 'removed', from: ['startsOn:date', 'priority:integer'], to: [] },
        { shows: 'renamed', from: ['price:decimal'], to: ['cost:decimal'] },
      ])
      .run(async ({ assert }, { from, to }) => {
        const [before, after] = [await filesWith(from, options), await filesWith(to, options)]
        for (const { what, path, edit } of HAND_EDITS) {
          const edited = edit(before[path])
          assert.notEqual(edited, before[path], what)
          const { text, work } = mergeCode(path, before[path], after[path], edited)
          assert.deepEqual(work, [], what)
          assert.equal(gist(path, text), gist(path, edit(after[path])), what)
        }
      })
  })
}
