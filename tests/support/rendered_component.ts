import { createInertiaApp } from '@inertiajs/vue3'
import { renderToString } from '@vue/server-renderer'
import { createSSRApp, h, type Component } from 'vue'

/** The HTML of one component with these props, on this page. Vite loads it as it loads the pages. */
export default async function renderComponent(component: Component, props: object, page: object) {
  const rendered = await createInertiaApp({
    page: { component: 'test', props: { errors: {}, ...page }, url: '/', version: '' } as never,
    render: renderToString,
    resolve: () => ({ render: () => h(component, props) }) as never,
    setup: ({ App, props: inertia, plugin }: any) =>
      createSSRApp({ render: () => h(App, inertia) }).use(plugin),
  })
  return rendered!.body
}
