import './css/app.css'
import { createInertiaApp } from '@inertiajs/vue3'
import { createApp, createSSRApp, h } from 'vue'
import { cookieNamed } from '~/cookies'
import Root from '~/components/root.vue'
import { nameAccountOfPage } from '~/account_of_page'
import { forgetHistoryOfOthers } from '~/history'
import { followNavigation } from '~/focus'
import { startHistoryGuards } from '~/history_guards'
import { layoutOf, resolvePage } from '~/page_resolver'
import { pageTitle } from '~/messages'
import { nonce } from '~/nonce'
import { leavePlainPages } from '~/plain_pages'
import { hasScripts } from '~/scripts'
import { rememberTimeZone } from '~/time_zone_cookie'
import { rememberTypedText } from '~/typed_text'

rememberTimeZone()
const isPlain = leavePlainPages()
startHistoryGuards()

createInertiaApp({
  resolve: (name, page) => {
    if (page) forgetHistoryOfOthers(page)
    return resolvePage(name, page)
  },
  layout: layoutOf,
  title: (title, page) => pageTitle(title, page),
  progress: { color: 'var(--ui-primary)' },
  nonce,
  http: { xsrfCookieName: cookieNamed('XSRF-TOKEN') },
  setup({ el, App, props, plugin }) {
    const isRendered = el.hasAttribute('data-server-rendered') && !isPlain
    const create = isRendered ? createSSRApp : createApp
    const restoreTypedText = rememberTypedText(el)
    hasScripts.value = !isRendered
    create({ render: () => h(Root, () => h(App, props)) })
      .use(plugin)
      .mount(el)
    hasScripts.value = true
    restoreTypedText()
    nameAccountOfPage()
    followNavigation(props.initialPage)
    // Inertia has already read it. It would keep a user's data in the page until the tab is closed, even after log-out.
    document.querySelector('script[data-page]')?.remove()
  },
})
