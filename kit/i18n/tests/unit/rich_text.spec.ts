import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { test } from '@japa/runner'
import { build } from 'vite'
import { messages } from '#i18n/messages_plugin'
import { folderWith } from '#tests/support/folder'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

/** The server-rendered HTML of a template with `<T>`, in Spanish. */
async function rendered(message: string, template: string) {
  await using folder = await folderWith({
    'lang/en/area.json': JSON.stringify({ text: 'English' }),
    'lang/es/area.json': JSON.stringify({ text: message }),
    'inertia/inertia.ts': `export const usePage = () => ({ props: { region: { locale: 'es' } } })`,
    'inertia/page.vue': `<script setup>
      import T from '${root}inertia/components/t.vue'
      </script><template><p>${template}</p></template>`,
    'inertia/app.ts': `import { createSSRApp } from 'vue'
      import { renderToString } from '@vue/server-renderer'
      import { loadMessages } from '${root}inertia/messages.ts'
      import Page from './page.vue'
      export const render = async () => {
        await loadMessages('es')
        return renderToString(createSSRApp(Page))
      }`,
  })
  await build({
    root: folder.path,
    configFile: false,
    logLevel: 'silent',
    resolve: {
      alias: [
        { find: /^#i18n\/(.*)$/, replacement: `${root}kit/i18n/$1.ts` },
        { find: '~', replacement: `${root}inertia` },
        { find: '@inertiajs/vue3', replacement: `${folder.path}/inertia/inertia.ts` },
      ],
    },
    plugins: [vue(), messages({ folder: 'lang' })],
    build: { ssr: `${folder.path}/inertia/app.ts`, outDir: `${folder.path}/out` },
  })
  const app = await import(`${folder.path}/out/app.js`)
  const html: string = await app.render()
  return html.replaceAll(/<!--[^>]*-->/g, '')
}

test.group('Rich text', () => {
  test('{message} in {template} renders {html}')
    .with([
      {
        message: 'Hola <link>{name}</link>!',
        template: `<T k="area.text" :values="{ name: '<b>' }"><template #link="{ text }"><a>{{ text }}</a></template></T>`,
        html: '<p>Hola <a>&lt;b&gt;</a>!</p>',
      },
      {
        message: 'Hola <link>Ada</link>',
        template: '<T k="area.text" />',
        html: '<p>Hola Ada</p>',
      },
      {
        message: '<link>Uno <b>dos</b></link> y <b>tres</b>',
        template: `<T k="area.text">
          <template #link="{ content }"><a><component :is="content" /></a></template>
          <template #b="{ text }"><strong>{{ text }}</strong></template></T>`,
        html: '<p><a>Uno <strong>dos</strong></a> y <strong>tres</strong></p>',
      },
      {
        message: '<link>Uno <b>dos</b></link>',
        template: `<T k="area.text"><template #link="{ text }"><a>{{ text }}</a></template></T>`,
        html: '<p><a>Uno dos</a></p>',
      },
      {
        message: '{n, plural, one {<b>#</b> día} other {<b>#</b> días}}',
        template: `<T k="area.text" :values="{ n: 2 }"><template #b="{ text }"><b>{{ text }}</b></template></T>`,
        html: '<p><b>2</b> días</p>',
      },
    ])
    .run(async ({ assert }, { message, template, html }) => {
      assert.equal(await rendered(message, template), html)
    })
    .timeout(20_000)
})
