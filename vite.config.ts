import adonisjs from '@adonisjs/vite/client'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { messages } from './kit/i18n/messages_plugin.ts'

const fromRoot = (path: string) => `${import.meta.dirname}/${path}`

const aliases = [
  { find: '~/', replacement: fromRoot('inertia/') },
  { find: /^#i18n\/(.*)$/, replacement: fromRoot('kit/i18n/$1.ts') },
  { find: /^#http\/(passwords\/.*)$/, replacement: fromRoot('kit/http/$1.ts') },
  { find: '@generated', replacement: fromRoot('.adonisjs/client') },
  { find: /^@iconify\/vue$/, replacement: fromRoot('inertia/iconify.ts') },
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

/** The modules that every page needs, and those that change only with a dependency. */
const framework =
  /node_modules\/(@inertiajs|@vue|vue|es-toolkit|laravel-precognition|tailwind-variants)\//

export default defineConfig(({ command }) => ({
  /** Nothing of `.env` is for the browser, and its NODE_ENV would make a build a development build. */
  envDir: false,

  plugins: [
    vue(),
    messages({ limit: 4_000, buildPseudoLocales: process.env.BUILD_PSEUDO_LOCALES === 'true' }),
    oneStub,
    ui({
      router: 'inertia',
      colorMode: true,
      ui: {
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
      icon: { clientBundle: { scan: { globInclude: ['inertia/**/*.{vue,ts}'] } } },
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
          output: { codeSplitting: { groups: [{ name: 'framework', test: framework }] } },
        },
      },
    },
  },

  /** Vue and its libraries are development dependencies: the built server bundle carries them. */
  ssr: { noExternal: command === 'build' ? true : ['@nuxt/ui'] },
}))
