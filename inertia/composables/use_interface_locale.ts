import { localeContextInjectionKey } from '@nuxt/ui/composables/useLocale'
import { interfaceLoaders } from 'virtual:messages'
import { computed, provide, shallowRef, watchEffect } from 'vue'
import { useTranslations } from '~/composables/use_translations'

/** Gives Nuxt UI's components their own labels, and the direction, in the page's language. */
export function useInterfaceLocale() {
  const { locale } = useTranslations()
  const interfaceLocale = shallowRef()
  provide(localeContextInjectionKey, interfaceLocale)

  watchEffect(async () => {
    const module = await interfaceLoaders[locale.value]?.()
    interfaceLocale.value = module?.default
  })
  const direction = computed(() => interfaceLocale.value?.dir ?? 'ltr')
  return { interfaceLocale, direction }
}
