import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import edge from 'edge.js'
import vite from '@adonisjs/vite/services/main'
import { urlFor } from '@adonisjs/core/services/url_builder'
import { COOKIE_PREFIX } from '#http/cookie_prefix'
import { appUrl } from '#config/app'
import { fontsOf } from '#config/fonts'
import { LOCALES } from '#config/i18n'
import { directionOf } from '#i18n/catalogue'
import { pageAddresses } from '#i18n/page_addresses'
import { filesOf, messageModules, PAGE_AREAS_FILE, type PageAreas } from '#i18n/page_files'

/** The pages that search engines may index, with their routes. */
const PUBLIC_PAGES = new Map<string, 'home' | 'registrations.create' | 'sessions.create'>([
  ['home', 'home'],
  ['auth/registrations/create', 'registrations.create'],
  ['auth/sessions/create', 'sessions.create'],
])

const cache = new Map<string, string[]>()

/**
 * The files that a page needs besides the entry: its own script, its messages and their imports. As preloads, they load
 * in parallel instead of one after another. Vite's dev server does not need them.
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

/** The stylesheets of the app, for a page without its scripts. */
edge.global('stylesheets', () => {
  if (vite.useDevServer) return ['/inertia/css/app.css']
  const { css = [] } = vite.manifest()['inertia/app.ts']
  return css.map((file) => `${vite.assetsUrl()}/${file}`)
})

/** The font files of a language. Without a preload, a browser would ask for them only after it has read the styles. */
edge.global('fontPreloads', (locale: string) => {
  if (vite.useDevServer) {
    return fontsOf(locale).map((path) => `/node_modules/${path}`)
  }
  const urls = cache.get(locale) ?? fontUrls(locale)
  cache.set(locale, urls)
  return urls
})

/** The keys of the manifest begin with the path to `node_modules`, wherever that is. */
function fontUrls(locale: string) {
  const files = Object.entries(vite.manifest())
  return fontsOf(locale).flatMap((path) => {
    const [, font] = files.find(([source]) => source.endsWith(`node_modules/${path}`)) ?? []
    return font ? [`${vite.assetsUrl()}/${font.file}`] : []
  })
}

edge.global('directionOf', directionOf)

edge.global('cookiePrefix', COOKIE_PREFIX)

/** Only browsers without scripts open it: see app/controllers/plain_pages_controller.ts. */
edge.global('plainPageUrl', (to?: string) => urlFor('plain_pages.show', undefined, { qs: { to } }))

/** The addresses of a page for search engines, or nothing for a page that they must not index. */
edge.global('addressesOf', (page: { component: string; url: string }) => {
  const route = PUBLIC_PAGES.get(page.component)
  const query = page.url.split('?').slice(1).join('?')
  return route && pageAddresses(appUrl + urlFor(route), query, LOCALES)
})

function pageAreas(): PageAreas {
  return JSON.parse(readFileSync(app.publicPath('assets', PAGE_AREAS_FILE), 'utf8'))
}
