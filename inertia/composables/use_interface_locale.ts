import { localeContextInjectionKey } from '@nuxt/ui/composables/useLocale'
import { interfaceLoaders } from 'virtual:messages'
import { computed, provide, shallowRef, watchEffect } from 'vue'
import { useTranslations } from '~/composables/use_translations'

type InterfaceLocale = Awaited<ReturnType<(typeof interfaceLoaders)[string]>>['default']

const loaded = new Map<string, InterfaceLocale>()

/** Loads what Nuxt UI's components need, so that a right-to-left page is one at its first paint. */
export async function loadInterfaceLocale(locale: string) {
  const module = await interfaceLoaders[locale]?.()
  if (module) loaded.set(locale, module.default)
}

/** Provides the locale of the page to Nuxt UI's components, for their labels and direction. */
export function useInterfaceLocale() {
  const { locale } = useTranslations()
  const interfaceLocale = shallowRef(loaded.get(locale.value))
  provide(localeContextInjectionKey, interfaceLocale)

  watchEffect(async () => {
    const wanted = locale.value
    await loadInterfaceLocale(wanted)
    interfaceLocale.value = loaded.get(wanted)
  })
  const direction = computed(() => interfaceLocale.value?.dir ?? 'ltr')
  return { interfaceLocale, direction }
}
