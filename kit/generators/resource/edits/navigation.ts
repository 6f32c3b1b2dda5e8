import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { Component } from '#generators/syntax/component'
import { arrayOf, insertItems } from '#generators/syntax/code'
import type { Resource } from '#generators/resource/resource'

const LAYOUT = 'inertia/layouts/app.vue'
const ICON = 'i-lucide-folder'

/** Adds a link to the menu, before the one to the settings. A nested resource is reached from its parent. */
export async function addNavigation(changes: ChangeSet, { names, parent }: Resource) {
  if (parent) return
  await changes.edit(LAYOUT, (text) => {
    const layout = new Component(text)
    layout.editScript((file) => {
      const links = arrayOf(file, 'links')
      if (!links) throw new ChangeRefused(`${LAYOUT} has no array "links"`)
      const settings = links
        .getElements()
        .findIndex((one) => one.getText().includes("'common.settings'"))
      insertItems(links, settings < 0 ? links.getElements().length : settings, [linkOf(names)])
    })
    return layout.text
  })
}

function linkOf({ table }: Resource['names']) {
  return `{
    'label': t('${table}.title'),
    'icon': '${ICON}',
    'to': urlFor('${table}.index'),
    'active': page.component.startsWith('${table}/'),
    'aria-label': t('${table}.title'),
  }`
}
