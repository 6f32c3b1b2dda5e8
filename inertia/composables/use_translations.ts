import { usePage } from '@inertiajs/vue3'
import { computed } from 'vue'
import type { Translate } from '@generated/messages'
import { plainText, type Values } from '#i18n/message_runtime'
import { localeOf, richTranslator } from '~/messages'

/**
 * `t` in the language of the current page, with dates in its region's time zone. It follows a change of language,
 * because a page appears only after its messages are loaded. `rich` is for `<T>`.
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
