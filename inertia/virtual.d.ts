declare module 'virtual:messages' {
  import type { Locale as InterfaceLocale, Messages } from '@nuxt/ui'
  import type { MessageTree } from '#i18n/message_runtime'
  import type { Locale } from '@generated/locales'

  type Load<Content> = () => Promise<{ default: Content }>

  interface Language {
    code: Locale
    /** The language's name in the language itself. */
    name: string
    dir: 'ltr' | 'rtl'
    /** Whether it is a pseudo-locale, which only tests the interface. */
    isPseudo: boolean
  }

  export const languages: Language[]
  export const loaders: Record<string, Load<MessageTree>>
  /** For each locale, the areas that are not in its main file. */
  export const areaLoaders: Record<string, Record<string, Load<MessageTree>>>
  /** For each page, the areas among these that it needs. */
  export const pageAreas: Record<string, string[]>
  /** The same for the pages that a first visit does not open. */
  export const loadMore: () => Promise<{
    areaLoaders: typeof areaLoaders
    pageAreas: typeof pageAreas
  }>
  export const interfaceLoaders: Record<string, Load<InterfaceLocale<Messages>>>
}
