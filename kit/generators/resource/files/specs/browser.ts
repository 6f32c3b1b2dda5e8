import { Imports, lines } from '#generators/resource/files/code'
import type { Field } from '#generators/resource/field'
import { article } from '#generators/resource/files/policy'
import { addFactory, type Records } from '#generators/resource/files/records'
import { titleOf, type Resource } from '#generators/resource/resource'
import { labelOf } from '#generators/resource/texts'

/** A member finds a record in the list, changes it and deletes it. */
export function browserTest(records: Records) {
  const { names, parent, owner } = records.resource
  const title = titleOf(records.resource)
  const imports = new Imports()
    .add('@japa/runner', { named: ['test'] })
    .add(`#models/${names.file}`, { byDefault: names.model })
    .add('#tests/support/page_inspector', { named: ['PageInspector'] })
    .add('#tests/support/pages', { named: ['logIn', 'openPage'] })
  addFactory(imports, 'User')
  records.addFactory(imports)
  const list = parent
    ? `\`/${parent.path}/\${${names.record}.${parent.one}Id}/${names.path}\``
    : `'/${names.path}'`
  const page = `\`/${names.path}/\${${names.record}.id}\``
  return lines(
    imports.toString(),
    '',
    `test('a member finds, changes and deletes ${article(names.noun)}', async ({ assert, browserContext }) => {`,
    'const user = await UserFactory.create()',
    `const ${names.record} = await ${records.factory('user', findable(records.resource))}.create()`,
    'const { inspector, page } = await PageInspector.open(browserContext)',
    'await logIn(browserContext, user)',
    `await openPage(page, ${list})`,
    'await inspector.inspect(page)',
    openFromList(records.resource),
    `await page.waitForURL(${page})`,
    'await inspector.inspect(page)',
    '',
    "await page.getByRole('link', { name: 'Edit', exact: true }).click()",
    `await page.waitForURL(\`/${names.path}/\${${names.record}.id}/edit\`)`,
    change(records.resource),
    'await inspector.inspect(page)',
    "await page.getByRole('button', { name: 'Save' }).click()",
    owner?.isChosen && [`await page.waitForURL(${list})`, `await openPage(page, ${page})`],
    `await page.waitForURL(${page})`,
    title?.kind.word === 'string' &&
      `await page.getByRole('heading', { name: '${fitting('Changed', title)}', exact: true }).waitFor()`,
    '',
    "await page.getByRole('button', { name: 'Delete', exact: true }).click()",
    "await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()",
    `await page.waitForURL(${list})`,
    `assert.isNull(await ${names.model}.find(${names.record}.id))`,
    '})'
  )
}

/** Other tests leave records in the list that all members share. */
function findable(resource: Resource) {
  const title = titleOf(resource)
  return title?.kind.word === 'string' ? [`${title.name}: '${fitting('Findable', title)}'`] : []
}

/** As much of a text as the field may hold. */
const fitting = (text: string, { args: [length = '255'] }: Field) => text.slice(0, Number(length))

function openFromList(resource: Resource) {
  const title = titleOf(resource)?.name
  const name = title ? `name: ${resource.names.record}.${title}` : `name: /./`
  return `await page.getByRole('rowheader').getByRole('link', { ${name} }).first().click()`
}

function change(resource: Resource) {
  const title = titleOf(resource)
  if (title?.kind.word !== 'string') return undefined
  return `await page.getByLabel('${labelOf(title).en}', { exact: true }).fill('${fitting('Changed', title)}')`
}
