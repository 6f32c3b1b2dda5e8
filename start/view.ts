import edge from 'edge.js'
import vite from '@adonisjs/vite/services/main'
import { directionOf } from '#i18n/direction'
import { filesOf } from '#services/page_files'

const cache = new Map<string, string[]>()

edge.global('directionOf', directionOf)

/**
 * What a page needs besides the entry: its own file, its language and all that they import. Named in the
 * document, they are fetched at once instead of one after the other. Vite's dev server needs none of it.
 */
edge.global('pagePreloads', (component: string, locale: string) => {
  if (vite.useDevServer) {
    return []
  }
  const key = `${component} ${locale}`
  const urls = cache.get(key) ?? preloadsOf(component, locale)
  cache.set(key, urls)
  return urls
})

function preloadsOf(component: string, locale: string) {
  const entries = [`inertia/pages/${component}.vue`, `virtual:messages/${locale}`]
  return filesOf(vite.manifest(), entries, ['inertia/app.ts']).map(
    (file) => `${vite.assetsUrl()}/${file}`
  )
}
