import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { addImport, arrayOf, editCode, insertItems } from '#generators/syntax/code'
import { Imports } from '#generators/resource/files/code'
import { routeOf } from '#generators/resource/files/controller'
import type { Records } from '#generators/resource/files/records'

const VISITS = 'tests/support/site_walk/visits.ts'
const OPENINGS = '#tests/support/site_walk/openings'

/** Adds the pages to the page walk, which opens them in every language and measures them. */
export async function addVisits(changes: ChangeSet, records: Records) {
  await changes.edit(VISITS, (text) =>
    editCode(text, (file) => {
      addImport(file, { from: OPENINGS, named: ['ofRecord'] })
      for (const { from, names } of factoriesOf(records)) addImport(file, { from, named: names })
      const visits = arrayOf(file, 'VISITS')
      if (!visits) throw new ChangeRefused(`${VISITS} has no array VISITS`)
      const elements = visits.getElements()
      const phone = elements.findIndex((one) => one.getText().includes("'side bar'"))
      insertItems(visits, phone < 0 ? elements.length : phone, visitLines(records))
    })
  )
}

/** Notes a route of the resource that returns no page. */
export async function addRouteWithoutPage(changes: ChangeSet, route: string) {
  await changes.edit(VISITS, (text) =>
    editCode(text, (file) => {
      const routes = arrayOf(file, 'NO_PAGES')
      if (!routes) throw new ChangeRefused(`${VISITS} has no array NO_PAGES`)
      insertItems(routes, routes.getElements().length, [`'${route}'`])
    })
  )
}

function factoriesOf(records: Records) {
  const imports = new Imports()
  records.addFactory(imports)
  records.addParentFactory(imports)
  return imports.list()
}

function visitLines(records: Records) {
  const { names, parent } = records.resource
  const route = routeOf(parent, names)
  const ofOne = maker(records.factory('user'))
  const ofParent = parent ? maker(records.parentFactory('user')) : ofOne
  const under = (id: string) => (parent ? `/${parent.path}/:${id}/${names.path}` : `/${names.path}`)
  const visit = (shows: string, action: string, path: string, make: string) =>
    // Prettier leaves the list alone.
    `  { shows: '${shows}', route: '${route}.${action}', as: 'regular', open: ofRecord('${path}', ${make}) }`
  return [
    visit(names.nouns, 'index', under(`${parent?.one}Id`), ofOne),
    visit(`new ${names.noun}`, 'create', `${under('id')}/create`, ofParent),
    visit(names.noun, 'show', `/${names.path}/:id`, ofOne),
    visit(`${names.noun}, being edited`, 'edit', `/${names.path}/:id/edit`, ofOne),
  ]
}

/** `(user) => ProjectFactory.merge({ userId: user.id }).create()` */
function maker(factory: string) {
  return `(${factory.includes('user.id') ? 'user' : ''}) => ${factory}.create()`
}
