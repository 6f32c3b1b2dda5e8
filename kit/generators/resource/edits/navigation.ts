import { ChangeRefused, type ChangeSet } from '#generators/changes'
import { editScript } from '#generators/syntax/component'
import { arrayOf, insertItems } from '#generators/syntax/code'
import { iconOf } from '#generators/resource/nouns'
import type { Resource } from '#generators/resource/resource'

const LAYOUT = 'inertia/layouts/app.vue'

/** Adds a link to the menu, before the one to the settings. A nested resource is reached from its parent. */
export async function addNavigation(changes: ChangeSet, { names, parent, icon }: Resource) {
  if (parent) return
  await changes.edit(LAYOUT, (text) =>
    editScript(text, (file) => {
      const links = arrayOf(file, 'links')
      if (!links) throw new ChangeRefused(`${LAYOUT} has no array "links"`)
      const elements = links.getElements()
      const settings = elements.findIndex((one) => one.getText().includes("'common.settings'"))
      insertItems(links, settings < 0 ? elements.length : settings, [
        linkOf(names, icon ?? iconOf(names)),
      ])
    })
  )
}

function linkOf({ table }: Resource['names'], icon: string) {
  return `{
    'label': t('${table}.title'),
    'icon': 'i-lucide-${icon}',
    'to': urlFor('${table}.index'),
    'active': isCurrent('${table}'),
    'aria-label': t('${table}.title'),
  }`
}
