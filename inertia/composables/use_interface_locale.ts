import { localeContextInjectionKey } from '@nuxt/ui/composables/useLocale'
import { interfaceLoaders } from 'virtual:messages'
import { computed, provide, shallowRef, watchEffect } from 'vue'
import { useTranslations } from '~/composables/use_translations'

/** Provides the locale of the page to Nuxt UI's components, for their labels and direction. */
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
