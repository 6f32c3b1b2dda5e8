export { default as icons } from '@nuxt/ui/runtime/vue/plugins/icons.js'
