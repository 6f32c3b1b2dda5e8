import adonisjs from '@adonisjs/vite/client'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { isForGuests, memberLayoutsOf } from './inertia/page_layouts.ts'
import { icons } from './kit/http/icons_plugin.ts'
import { messages } from './kit/i18n/messages_plugin.ts'

const fromRoot = (path: string) => `${import.meta.dirname}/${path}`

const aliases = [
  { find: '~/', replacement: fromRoot('inertia/') },
  { find: /^#i18n\/(.*)$/, replacement: fromRoot('kit/i18n/$1.ts') },
  { find: /^#http\/(passwords\/.*)$/, replacement: fromRoot('kit/http/$1.ts') },
  { find: '@generated', replacement: fromRoot('.adonisjs/client') },
  { find: /^@iconify\/vue$/, replacement: fromRoot('inertia/iconify.ts') },
  { find: /^laravel-precognition$/, replacement: fromRoot('inertia/precognition.ts') },
]

/** Without Vue's template compiler, a megabyte that Node's builds of Vue bring along. */
const runtimeOnly = [
  { find: /^vue$/, replacement: 'vue/dist/vue.runtime.esm-bundler.js' },
  {
    find: /^@vue\/server-renderer$/,
    replacement: '@vue/server-renderer/dist/server-renderer.esm-bundler.js',
  },
]

/**
 * Nuxt UI imports this stub by its path, and Vite adds a version to the path that a browser asks for. As two modules it is
 * refused with 504 to a page that was open while the server restarted, and the page stays blank.
 */
const oneStub: Plugin = {
  name: 'easystart:one-stub',
  enforce: 'pre',
  apply: 'serve',
  resolveId: {
    filter: { id: /^\/node_modules\/@nuxt\/ui\/dist\/runtime\/vue\/stubs\/[^?]+$/ },
    handler: (id) => fromRoot(id.slice(1)),
  },
}

/**
 * The links and buttons of Nuxt UI 4.11 write their prop `ariaCurrentValue` into the document, as an attribute that HTML
 * does not have.
 */
const noUnknownAttribute: Plugin = {
  name: 'easystart:no-unknown-attribute',
  enforce: 'pre',
  transform: {
    filter: { id: /\/overrides\/inertia\/Link\.vue$/ },
    handler: (code) => code.replace('reactiveOmit(props, ', '$&"ariaCurrentValue", '),
  },
}

/**
 * The parts of each pattern are most of the registry: the browser reads them from the pattern, see inertia/client.ts. It has
 * no use for the types, nor for the pages of development.
 */
const leanRoutes: Plugin = {
  name: 'easystart:lean-routes',
  enforce: 'pre',
  transform: {
    filter: { id: /\/\.adonisjs\/client\/registry\/index\.ts$/ },
    handler: (code) =>
      code
        .replaceAll(/^ *(tokens|types): .*,$/gm, '')
        .replaceAll(/^ *'[\w.]+': \{[^}]*pattern: '\/dev\/[^}]*\},$/gm, ''),
  },
}

/** Nuxt UI's names for the icons of its components. */
const NUXT_UI_ICONS = {
  check: 'i-lucide-check',
  chevronDoubleLeft: 'i-lucide-chevrons-left',
  chevronDoubleRight: 'i-lucide-chevrons-right',
  chevronDown: 'i-lucide-chevron-down',
  chevronLeft: 'i-lucide-chevron-left',
  chevronRight: 'i-lucide-chevron-right',
  close: 'i-lucide-x',
  ellipsis: 'i-lucide-ellipsis',
  external: 'i-lucide-arrow-up-right',
  loading: 'i-lucide-loader-circle',
  menu: 'i-lucide-menu',
  panelClose: 'i-lucide-panel-left-close',
  panelOpen: 'i-lucide-panel-left-open',
}

/** The modules that change only with a dependency, and the two of ours that they import. */
const dependencies =
  /node_modules|virtual:nuxt-ui|plugin-vue|vite\/preload|\/inertia\/(iconify|precognition)\.ts$/

/**
 * Many small files compress far worse than few large ones. All pages load the first two and `common`, of which a few kB are for
 * nothing on some pages. Each imports only from those before it: the files of a circle would run too early.
 */
const groups = [
  { name: 'framework', test: dependencies, tags: ['$initial' as const] },
  { name: 'start', tags: ['$initial' as const] },
  // Many pages write dates and numbers, but hardly one of a guest.
  { name: 'formats', test: /\/kit\/i18n\/formats|\/use_(formats|now)\.ts$/ },
  { name: 'common', minShareCount: 19 },
]

export default defineConfig(({ command }) => ({
  /** Nothing of `.env` is for the browser, and its NODE_ENV would make a build a development build. */
  envDir: false,

  plugins: [
    vue(),
    icons({
      collections: ['lucide'],
      own: NUXT_UI_ICONS,
      registry: fromRoot('inertia/iconify.ts'),
    }),
    messages({
      limit: 4_000,
      isFirst: (page) => isForGuests(page) || page.startsWith('errors/'),
      layoutsOf: (page) => memberLayoutsOf(page).map((name) => `layouts/${name}.vue`),
      buildPseudoLocales: process.env.BUILD_PSEUDO_LOCALES === 'true',
    }),
    oneStub,
    noUnknownAttribute,
    leanRoutes,
    ui({
      router: 'inertia',
      colorMode: true,
      ui: {
        icons: NUXT_UI_ICONS,
        // form_field.vue tells a control of its error; the wrapper of Nuxt UI would not keep the help beside it.
        ...Object.fromEntries(
          ['input', 'textarea', 'inputMenu'].map((name) => [
            name,
            {
              slots: {
                base: 'aria-invalid:ring-error has-aria-invalid:ring-error',
              },
            },
          ])
        ),
        button: {
          compoundVariants: [
            // Nuxt UI fades a hovered button to 75 %, below the contrast that WCAG AA asks for.
            {
              color: 'primary',
              variant: 'solid',
              class: 'hover:bg-primary/90 active:bg-primary/90',
            },
          ],
        },
      },
      autoImport: false,
      dts: false,
      components: { dts: fromRoot('.adonisjs/client/components.d.ts') },
      experimental: { componentDetection: command === 'build' },
      icon: { clientBundle: false },
    }),
    adonisjs({
      entryPoints: ['inertia/app.ts'],
      serverEntryPoints: ['inertia/ssr.ts'],
      reload: ['resources/views/**/*.edge', 'app/{controllers,middleware,transformers}/**/*.ts'],
    }),
  ],

  resolve: { alias: command === 'build' ? [...aliases, ...runtimeOnly] : aliases },

  server: {
    // Tests change nothing, and several of them run side by side: each would want the port of the hot reload.
    ws: process.env.NODE_ENV === 'test' ? false : undefined,
    watch: { ignored: ['build', 'public/assets', 'tmp'].map((it) => fromRoot(`${it}/**`)) },
  },

  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: { groups, includeDependenciesRecursively: false },
          },
        },
      },
    },
  },

  /** Vue and its libraries are development dependencies: the built server bundle carries them. */
  ssr: { noExternal: command === 'build' ? true : ['@nuxt/ui'] },
}))
