import { resolvePageComponent } from '@adonisjs/inertia/helpers'
import type { Page } from '@inertiajs/core'
import { markRaw, type Component, type DefineComponent } from 'vue'
import type { Data } from '@generated/data'
import { loadInterfaceLocale } from '~/composables/use_interface_locale'
import GuestLayout from '~/layouts/guest.vue'
import { loadMessages, localeOf } from '~/messages'
import { isForGuests, memberLayoutsOf } from '~/page_layouts'
import type { LayoutProps } from '~/types'

const guestPages = import.meta.glob<{ default: DefineComponent }>([
  './pages/home.vue',
  './pages/{auth,errors}/**/*.vue',
])

/** The layouts of logged-in users, loaded with their first page: a guest never loads them. */
let memberLayouts: { app: Component; settings: Component } | undefined

export function layoutOf(name: string, page?: Page): Component | Component[] {
  if (isGuestPage(name, page) || !memberLayouts) return GuestLayout
  const layouts = memberLayouts
  return memberLayoutsOf(name).map((layout) => layouts[layout])
}

/** Loads the page with its layout and its messages. */
export async function resolvePage(name: string, page?: Page) {
  const [module] = await Promise.all([
    loadPage(name).then((loaded) => withTitle(name, loaded)),
    loadMessages(localeOf(page), name),
    isGuestPage(name, page) ? undefined : loadMemberLayouts(localeOf(page)),
  ])
  return module.default
}

async function loadPage(name: string) {
  const path = `./pages/${name}.vue`
  if (path in guestPages) return resolvePageComponent(path, guestPages)
  const { memberPages } = await import('~/member_pages')
  return resolvePageComponent(path, memberPages)
}

/** Every page needs a title: the layouts and the browser's tab show it. */
function withTitle<Module extends { default: DefineComponent }>(name: string, module: Module) {
  const { title } = (module.default.layout ?? {}) as Partial<LayoutProps>
  if (title) return module
  const option = "defineOptions({ layout: { title: 'invoices.title' } satisfies LayoutProps })"
  throw new Error(`The page inertia/pages/${name}.vue has no title. Give it ${option}`)
}

/**
 * Both guests and logged-in users see error pages; logged-in users keep their navigation, of which an account that waits
 * for its deletion has none.
 */
function isGuestPage(name: string, page?: Page) {
  if (!name.startsWith('errors/')) return isForGuests(name)
  const user = page?.props.user as Data.SharedProps['user']
  return !user || user.isBeingDeleted
}

async function loadMemberLayouts(locale: string) {
  const [app, settings] = await Promise.all([
    import('~/layouts/app.vue'),
    import('~/layouts/settings.vue'),
    loadInterfaceLocale(locale),
  ])
  memberLayouts = { app: markRaw(app.default), settings: markRaw(settings.default) }
}
