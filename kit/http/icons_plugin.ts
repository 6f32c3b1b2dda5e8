import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { getIconData } from '@iconify/utils'
import type { Plugin } from 'vite'

type Collection = Parameters<typeof getIconData>[0]

interface IconsOptions {
  /** The collections of Iconify: `lucide` is the package `@iconify-json/lucide`. */
  collections: string[]
  /** The icons that Nuxt UI's components have by themselves, by its names for them. */
  own: Record<string, string>
  /** The module whose `addIcon(name, icon)` makes an icon known. */
  registry: string
}

/** The sources of the app, and Nuxt UI's components. */
const SOURCES = /\/inertia\/.*\.(vue|ts)$|@nuxt\/ui\/dist\/runtime\/.*\.(vue|js)$/

const OWN_ICON = /\bui\.icons\.(\w+)/g

/**
 * Gives each module the icons that it names, such as `i-lucide-sun`: they are loaded with the page that shows them, and
 * nobody needs a list of them.
 */
export function icons({ collections, own, registry }: IconsOptions): Plugin {
  const name = new RegExp(`\\bi-(${collections.join('|')})-([a-z0-9-]+)`, 'g')
  const loaded = new Map<string, Collection>()

  function dataOf(collection: string, icon: string) {
    if (!loaded.has(collection)) loaded.set(collection, readCollection(collection))
    return getIconData(loaded.get(collection)!, icon)
  }

  return {
    name: 'easystart:icons',

    transform: {
      filter: { id: SOURCES },
      handler(code) {
        const ofNuxtUi = [...code.matchAll(OWN_ICON)].map(
          ([, key]) => own[key] ?? this.error(`Nuxt UI's icon "${key}" is not in vite.config.ts.`)
        )
        const named = [...code.matchAll(name), ...ofNuxtUi.join(' ').matchAll(name)]
        const calls = named.map(([, collection, icon]) => {
          const data = dataOf(collection, icon)
          if (!data) this.error(`There is no icon "${icon}" in @iconify-json/${collection}.`)
          return `addIcon(${JSON.stringify(`${collection}-${icon}`)}, ${JSON.stringify(data)})`
        })
        if (calls.length === 0) return undefined
        const lines = [`import { addIcon } from ${JSON.stringify(registry)}`, ...new Set(calls)]
        return { code: `${code}\n${lines.join('\n')}\n`, map: null }
      },
    },
  }
}

function readCollection(collection: string): Collection {
  const require = createRequire(import.meta.url)
  return JSON.parse(readFileSync(require.resolve(`@iconify-json/${collection}/icons.json`), 'utf8'))
}
