import { localeContextInjectionKey } from '@nuxt/ui/composables/useLocale'
import { interfaceLoaders } from 'virtual:messages'
import { computed, provide, shallowRef, watchEffect } from 'vue'
import { useTranslations } from '~/composables/use_translations'

/**
 * Gives Nuxt UI's components their own labels and their direction in the page's language, or in that of which it is
 * a variant.
 */
export function useInterfaceLocale() {
  const { locale } = useTranslations()
  const interfaceLocale = shallowRef()
  provide(localeContextInjectionKey, interfaceLocale)

  watchEffect(async () => {
    const load = interfaceLoaders[locale.value] ?? interfaceLoaders[locale.value.split('-')[0]]
    const module = await load?.()
    interfaceLocale.value = module?.default
  })
  const direction = computed(() => interfaceLocale.value?.dir ?? 'ltr')
  return { interfaceLocale, direction }
}
