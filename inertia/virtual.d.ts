declare module 'virtual:messages' {
  import type { Locale as InterfaceLocale, Messages } from '@nuxt/ui'
  import type { Catalogue, Language } from '~/messages'

  type Load<Content> = () => Promise<{ default: Content }>

  export const languages: Language[]
  export const loaders: Record<string, Load<Catalogue>>
  /** By locale, the areas that are not in the locale's own file. */
  export const areaLoaders: Record<string, Record<string, Load<Catalogue>>>
  /** By page, which of these areas it needs. */
  export const pageAreas: Record<string, string[]>
  export const interfaceLoaders: Record<string, Load<InterfaceLocale<Messages>>>
}
