import { usePage } from '@inertiajs/vue3'
import { computed } from 'vue'
import type { Translate } from '@generated/messages'
import { supportedLocale, translator } from '~/messages'

/**
 * `t` in the language of the page that is shown. It follows a change of language by itself, for a page
 * is shown only when its messages are here.
 */
export function useTranslations() {
  const page = usePage()
  const locale = computed(() => supportedLocale(page.props.locale))
  const current = computed(() => translator(locale.value))
  const t = ((...message: Parameters<Translate>) => current.value(...message)) as Translate

  return { t, locale }
}
