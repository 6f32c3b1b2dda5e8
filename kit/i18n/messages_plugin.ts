import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Plugin, ViteDevServer } from 'vite'
import {
  areaOf,
  clientPart,
  DEFAULT_LOCALE,
  directionOf,
  localesIn,
  pseudoLocalesIn,
  readCatalogue,
} from './catalogue.ts'
import { MORE, PAGE_AREAS_FILE } from './page_files.ts'
import { interfaceLocaleOf, interfaceModule, languageTitle } from './language_facts.ts'
import { areasOfPages, type LayoutsOf } from './message_areas.ts'
import { compileCatalogue, moduleOf, type Compiled } from './message_compiler.ts'

const NAME = 'virtual:messages'

export interface MessagesOptions {
  /** The catalogues, one folder for each locale. */
  folder?: string
  /** The sources of the interface: `app.ts`, `layouts` and `pages`. */
  interfaceFolder?: string
  /** The gzipped size in bytes from which a locale is split by area. */
  limit?: number
  /** The layouts that only some pages have. Without it, every page loads the messages of all layouts. */
  layoutsOf?: LayoutsOf
  /** The pages of a first visit. The areas of the others are listed in a module that loads with them. */
  isFirst?: (page: string) => boolean
  /**
   * Also builds the pseudo-locales of `i18n:pseudo`, which never belong in production. The dev server always has them.
   */
  buildPseudoLocales?: boolean
}

interface ContentsOptions {
  root: string
  sources: string
  limit: number
  layoutsOf?: LayoutsOf
  withPseudoLocales: boolean
  warn: (problem: string) => void
}

interface Contents {
  locales: string[]
  pseudoLocales: string[]
  compiled: Record<string, Compiled>
  /** The areas that have their own files. */
  split: string[]
  pages: Record<string, string[]>
}

/**
 * Provides the message catalogues as modules. `virtual:messages` lists the locales, and `virtual:messages/<locale>` has
 * the compiled messages of one locale, so that each locale is one hashed file. In a large catalogue, an area that only
 * some pages need becomes `virtual:messages/<locale>/<area>` and loads with these pages. `interfaceLoaders` load Nuxt
 * UI's own texts (such as the labels of its buttons) in the languages that it supports.
 */
export function messages({
  folder = 'resources/lang',
  interfaceFolder = 'inertia',
  limit = 12_000,
  layoutsOf,
  isFirst = () => true,
  buildPseudoLocales = false,
}: MessagesOptions = {}): Plugin {
  let root = folder
  let sources = interfaceFolder
  let isBuild = false
  let contents: Promise<Contents> | undefined

  return {
    name: 'easystart:messages',

    configResolved(config) {
      root = resolve(config.root, folder)
      sources = resolve(config.root, interfaceFolder)
      isBuild = config.command === 'build'
    },

    buildStart() {
      contents = undefined
    },

    resolveId(id) {
      return id === NAME || id.startsWith(`${NAME}/`) ? `\0${id}` : undefined
    },

    async load(id) {
      if (id !== `\0${NAME}` && !id.startsWith(`\0${NAME}/`)) {
        return
      }
      // Sources change under the dev server, and so do the areas that a page needs: there, one file has all messages.
      contents ??= contentsOf({
        root,
        sources,
        limit: isBuild ? limit : Infinity,
        layoutsOf,
        withPseudoLocales: buildPseudoLocales || !isBuild,
        warn: (problem) => this.warn(problem),
      })
      const [locale, area] = id.slice(NAME.length + 2).split('/')
      if (!locale) return indexModule(await contents, isFirst)
      if (locale === MORE) return moreModule(await contents, isFirst)
      return messagesModule(await contents, locale, area)
    },

    async generateBundle() {
      if (this.environment.name === 'client' && contents) {
        const { pages } = await contents
        this.emitFile({
          type: 'asset',
          fileName: PAGE_AREAS_FILE,
          source: JSON.stringify(
            withAreas(pages, (page, areas) => (isFirst(page) ? areas : [MORE, ...areas]))
          ),
        })
      }
    },

    configureServer(server) {
      const reload = (file: string) => {
        if (file.startsWith(root)) {
          contents = undefined
          forget(server)
          server.ws.send({ type: 'full-reload' })
        }
      }
      server.watcher.add(root)
      server.watcher.on('change', reload).on('add', reload).on('unlink', reload)
    },
  }
}

async function contentsOf({
  root,
  sources,
  limit,
  layoutsOf,
  withPseudoLocales,
  warn,
}: ContentsOptions): Promise<Contents> {
  const locales = await localesIn(root)
  const pseudoLocales = withPseudoLocales ? await pseudoLocalesIn(root) : []
  const read = (locale: string) => readCatalogue(root, locale, ({ message }) => warn(message))
  const compiled: Contents['compiled'] = {}
  const reference = clientPart(await read(DEFAULT_LOCALE))

  for (const locale of [...locales, ...pseudoLocales]) {
    compiled[locale] = compileCatalogue(await read(locale), locale, reference, warn)
  }
  const isLarge = Object.values(compiled).some((it) => gzipSync(moduleOf(it)).length > limit)
  const { split, pages } = isLarge
    ? await splitByArea(sources, Object.keys(reference), layoutsOf)
    : { split: [], pages: {} }
  return { locales, pseudoLocales, compiled, split, pages }
}

/** An area that no page names stays in the common file: other code may use its keys. */
async function splitByArea(sources: string, keys: string[], layoutsOf?: LayoutsOf) {
  const pages = await areasOfPages(sources, keys, layoutsOf)
  return { split: [...new Set(Object.values(pages).flat())].sort(), pages }
}

function messagesModule({ compiled, split }: Contents, locale: string, area?: string) {
  const isHere = (key: string) =>
    area === undefined ? !split.includes(areaOf(key)) : areaOf(key) === area
  const entries = Object.entries(compiled[locale]).filter(([key]) => isHere(key))
  return moduleOf(Object.fromEntries(entries))
}

function indexModule(contents: Contents, isFirst: (page: string) => boolean) {
  const { locales, pseudoLocales } = contents
  const spoken = [...locales, ...pseudoLocales]
  const loaders = spoken.map((locale) => `${quoted(locale)}:${load(`${NAME}/${locale}`)}`)
  const languages = spoken.map((code) => ({
    code,
    name: languageTitle(code),
    dir: directionOf(code),
    isPseudo: pseudoLocales.includes(code),
  }))

  return `export const languages = ${JSON.stringify(languages)}
export const loaders = {${loaders}}
${areasModule(contents, isFirst)}
export const loadMore = ()=>import(${quoted(`${NAME}/${MORE}`)})
export const interfaceLoaders = {${interfaceLoaders(spoken)}}`
}

function moreModule(contents: Contents, isFirst: (page: string) => boolean) {
  return areasModule(contents, (page) => !isFirst(page))
}

/** The areas of some pages, and how to load them. */
function areasModule(
  { locales, pseudoLocales, pages }: Contents,
  isHere: (page: string) => boolean
) {
  const here = Object.fromEntries(Object.entries(pages).filter(([page]) => isHere(page)))
  const areas = [...new Set(Object.values(here).flat())].sort()
  const loaders = [...locales, ...pseudoLocales].map((locale) => {
    const ofLocale = areas.map((area) => `${quoted(area)}:${load(`${NAME}/${locale}/${area}`)}`)
    return `${quoted(locale)}:{${ofLocale}}`
  })
  return `export const areaLoaders = {${loaders}}
export const pageAreas = ${JSON.stringify(here)}`
}

function withAreas(pages: Contents['pages'], change: (page: string, areas: string[]) => string[]) {
  return Object.fromEntries(
    Object.entries(pages).map(([page, areas]) => [page, change(page, areas)])
  )
}

function interfaceLoaders(locales: string[]) {
  return locales.flatMap((locale) => {
    const found = interfaceLocaleOf(locale)
    return found ? [`${quoted(locale)}:${load(interfaceModule(found))}`] : []
  })
}

function load(name: string) {
  return `()=>import(${quoted(name)})`
}

function quoted(text: string) {
  return JSON.stringify(text)
}

function forget({ environments }: ViteDevServer) {
  for (const { moduleGraph } of Object.values(environments)) {
    for (const [id, module] of moduleGraph.idToModuleMap) {
      if (id.startsWith(`\0${NAME}`)) {
        moduleGraph.invalidateModule(module)
      }
    }
  }
}
