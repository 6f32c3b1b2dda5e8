import { createInertiaApp } from '@inertiajs/vue3'
import type { Page } from '@inertiajs/core'
import { renderToString } from '@vue/server-renderer'
import { createSSRApp, h } from 'vue'
import Root from '~/components/root.vue'
import { pageTitle } from '~/messages'
import { remembered } from '~/rendered_pages'
import { layoutOf, resolvePage } from '~/page_resolver'

export default remembered(render)

function render(page: Page) {
  return createInertiaApp({
    page,
    render: renderToString,
    resolve: (name) => resolvePage(name, page),
    layout: layoutOf,
    title: (title) => pageTitle(title, page),
    setup: ({ App, props, plugin }) =>
      createSSRApp({ render: () => h(Root, () => h(App, props)) }).use(plugin),
  })
}
