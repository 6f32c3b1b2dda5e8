import adonisjs from '@adonisjs/vite/client'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { messages } from './inertia/messages_plugin.ts'

export default defineConfig(({ command }) => ({
  plugins: [
    vue(),
    messages(),
    ui({
      router: 'inertia',
      colorMode: true,
      dts: false,
      autoImport: false,
      ui: { colors: { primary: 'indigo', neutral: 'zinc' } },
      icon: { clientBundle: { scan: { globInclude: ['inertia/**/*.{vue,ts}'] } } },
    }),
    adonisjs({
      entryPoints: ['inertia/app.ts'],
      serverEntryPoints: ['inertia/ssr.ts'],
      reload: ['resources/views/**/*.edge'],
    }),
  ],

  resolve: {
    alias: {
      '~/': `${import.meta.dirname}/inertia/`,
      '@generated': `${import.meta.dirname}/.adonisjs/client`,
    },
  },

  /** Vue and its libraries are development dependencies: the built server bundle carries them. */
  ssr: command === 'build' ? { noExternal: true } : {},
}))
