declare module 'virtual:messages' {
  import type { Locale as InterfaceLocale, Messages } from '@nuxt/ui'
  import type { Catalogue } from '~/messages'

  type Loaders<Content> = Record<string, () => Promise<{ default: Content }>>

  export const loaders: Loaders<Catalogue>
  export const interfaceLoaders: Loaders<InterfaceLocale<Messages>>
}
