import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { clientPart, localesIn, readCatalogue } from './catalogue.ts'
import { compileCatalogue } from './message_compiler.ts'

const NAME = 'virtual:messages'

/**
 * The message catalogues as modules: `virtual:messages` knows the locales, and `virtual:messages/<locale>`
 * holds one locale's compiled messages, so that each becomes one hashed file that is loaded on its own.
 * `interfaceLoaders` are Nuxt UI's own texts (labels of its buttons) in the languages that it knows.
 */
export function messages(folder = 'resources/lang'): Plugin {
  let root = folder

  return {
    name: 'easystart:messages',

    configResolved(config) {
      root = resolve(config.root, folder)
    },

    resolveId(id) {
      return id === NAME || id.startsWith(`${NAME}/`) ? `\0${id}` : undefined
    },

    async load(id) {
      if (id === `\0${NAME}`) {
        return loaders(await localesIn(root))
      }
      if (id.startsWith(`\0${NAME}/`)) {
        return compileCatalogue(clientPart(await readCatalogue(root, id.slice(NAME.length + 2))))
      }
    },

    configureServer(server) {
      server.watcher.add(root)
      server.watcher.on('change', (file) => {
        if (file.startsWith(root)) {
          forget(server)
          server.ws.send({ type: 'full-reload' })
        }
      })
    },
  }
}

function loaders(locales: string[]) {
  const ours = locales.map((locale) => `'${locale}':()=>import('${NAME}/${locale}')`)
  const nuxtUi = locales
    .map((locale) => [
      locale,
      `@nuxt/ui/runtime/locale/${locale.replace('-', '_').toLowerCase()}.js`,
    ])
    .filter(([, module]) =>
      existsSync(resolve('node_modules', module.replace('runtime', 'dist/runtime')))
    )
    .map(([locale, module]) => `'${locale}':()=>import('${module}')`)

  return `export const loaders = {${ours}}
export const interfaceLoaders = {${nuxtUi}}`
}

function forget({ environments }: Parameters<Extract<Plugin['configureServer'], Function>>[0]) {
  for (const { moduleGraph } of Object.values(environments)) {
    for (const [id, module] of moduleGraph.idToModuleMap) {
      if (id.startsWith(`\0${NAME}`)) {
        moduleGraph.invalidateModule(module)
      }
    }
  }
}
