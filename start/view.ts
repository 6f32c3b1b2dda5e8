import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import vite from '@adonisjs/vite/services/main'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { appUrl } from '#config/app'
import { LOCALES } from '#config/i18n'
import { directionOf } from '#i18n/catalogue'
import { pageAddresses } from '#i18n/page_addresses'
import { filesOf, messageModules, PAGE_AREAS_FILE, type PageAreas } from '#i18n/page_files'

/** The pages that a search engine may list, with their routes. */
const PUBLIC_PAGES = new Map<string, 'home' | 'registrations.create' | 'sessions.create'>([
  ['home', 'home'],
  ['auth/registrations/create', 'registrations.create'],
  ['auth/sessions/create', 'sessions.create'],
])

const cache = new Map<string, string[]>()

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
  const modules = messageModules(pageAreas(), component, locale)
  const entries = [`inertia/pages/${component}.vue`, ...modules]
  return filesOf(vite.manifest(), entries, ['inertia/app.ts']).map(
    (file) => `${vite.assetsUrl()}/${file}`
  )
}

edge.global('directionOf', directionOf)

/** What search engines are told of a page, or nothing for one that is not for them. */
edge.global('addressesOf', (page: { component: string; url: string }) => {
  const route = PUBLIC_PAGES.get(page.component)
  const query = page.url.split('?').slice(1).join('?')
  return route && pageAddresses(appUrl + urlFor(route), query, LOCALES)
})

function pageAreas(): PageAreas {
  return JSON.parse(readFileSync(app.publicPath('assets', PAGE_AREAS_FILE), 'utf8'))
}
