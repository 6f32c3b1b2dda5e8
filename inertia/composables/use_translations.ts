import { usePage } from '@inertiajs/vue3'
import { computed } from 'vue'
import type { Translate } from '@generated/messages'
import { plainText, type Values } from '#i18n/message_runtime'
import { localeOf, richTranslator } from '~/messages'

/**
 * `t` in the language of the page that is shown, with dates at its region's clock. It follows a change of language by
 * itself, for a page is shown only when its messages are here. `rich` is for `<T>`.
 */
export function useTranslations() {
  const page = usePage()
  const locale = computed(() => localeOf(page))
  const timeZone = computed(() => page.props.region?.timeZone)
  const current = computed(() => richTranslator({ locale: locale.value, timeZone: timeZone.value }))

  const rich = (key: string, values?: Values) => current.value(key, values)
  const t: Translate = (key: string, values?: Values) => plainText(rich(key, values))

  return { t, rich, locale }
}
