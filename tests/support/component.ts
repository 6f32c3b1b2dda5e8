import { fileURLToPath } from 'node:url'
import app from '@adonisjs/core/services/app'
import vite from '@adonisjs/vite/services/main'
import type { Region } from '#i18n/region'

/** The HTML of a component or page, as the server renders it. `file` is `new URL('…/x.vue', import.meta.url)`. */
export async function rendered(file: URL, props: object, region: Partial<Region> = {}) {
  const load = (path: string) => vite.getDevServer()!.ssrLoadModule(path)
  const { default: render } = await load('/tests/support/rendered_component.ts')
  const { default: component } = await load(`/${app.relativePath(fileURLToPath(file))}`)
  const { loadMessages } = await load('/inertia/messages.ts')
  await loadMessages(region.locale)
  const page = { region: { locale: 'en', timeZone: 'UTC', ...region } }
  return render(component, props, page) as Promise<string>
}
