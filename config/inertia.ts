import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/inertia'
import { wantsPlainPages } from '#http/plain_pages'

const inertiaConfig = defineConfig({
  rootView: 'inertia_layout',

  /**
   * The browser detects a new release by this version. By default Inertia would hash the manifest for every request.
   */
  assetsVersion: app.inProduction ? hashOf('public/assets/.vite/manifest.json') : undefined,

  /**
   * The browser's history stores every page with its data. The key is deleted at log-out and whenever the reader
   * changes (inertia/history.ts). Browsers can encrypt only in secure contexts: HTTPS, or localhost.
   */
  encryptHistory: true,

  /**
   * The server renders the pages that guests and crawlers see. The browser renders the pages behind the log-in, which
   * costs the server about a tenth of the work, unless it runs no scripts (docs/forms.md).
   */
  ssr: {
    enabled: true,
    entrypoint: 'inertia/ssr.ts',
    pages: ({ auth, request }) => !auth?.user || wantsPlainPages(request),
  },
})

export default inertiaConfig

function hashOf(file: string) {
  const path = app.makePath(file)
  return existsSync(path)
    ? createHash('sha256').update(readFileSync(path)).digest('hex')
    : undefined
}
