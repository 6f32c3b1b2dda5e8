import { defineConfig } from '@adonisjs/inertia'

const inertiaConfig = defineConfig({
  rootView: 'inertia_layout',

  /**
   * Rendered on the server: what a guest or a crawler sees. Behind the login the client renders,
   * at about a tenth of the server's work.
   */
  ssr: {
    enabled: true,
    entrypoint: 'inertia/ssr.ts',
    pages: (ctx) => !ctx.auth?.user,
  },
})

export default inertiaConfig
