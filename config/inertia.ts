import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/inertia'

const inertiaConfig = defineConfig({
  rootView: 'inertia_layout',

  /**
   * By which a browser notices a new release. Inertia would hash the manifest anew for every request.
   */
  assetsVersion: app.inProduction ? hashOf('public/assets/.vite/manifest.json') : undefined,

  /**
   * The browser's history keeps every page with its data. The key is forgotten at log-out and whenever the reader
   * changes (inertia/history.ts). Browsers encrypt in secure contexts only: HTTPS, or localhost.
   */
  encryptHistory: true,

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

function hashOf(file: string) {
  const path = app.makePath(file)
  return existsSync(path) ? createHash('md5').update(readFileSync(path)).digest('hex') : undefined
}
