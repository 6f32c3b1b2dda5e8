declare module 'virtual:messages' {
  import type { Locale as InterfaceLocale, Messages } from '@nuxt/ui'
  import type { MessageTree } from '#i18n/message_runtime'
  import type { Locale } from '@generated/locales'

  type Load<Content> = () => Promise<{ default: Content }>

  interface Language {
    code: Locale
    /** The name that it has in itself. */
    name: string
    dir: 'ltr' | 'rtl'
    /** One that only tries the interface out. */
    isPseudo: boolean
  }

  export const languages: Language[]
  export const loaders: Record<string, Load<MessageTree>>
  /** By locale, the areas that are not in the locale's own file. */
  export const areaLoaders: Record<string, Record<string, Load<MessageTree>>>
  /** By page, which of these areas it needs. */
  export const pageAreas: Record<string, string[]>
  export const interfaceLoaders: Record<string, Load<InterfaceLocale<Messages>>>
}
