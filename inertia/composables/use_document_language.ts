import { onMounted, watch } from 'vue'
import { useTranslations } from '~/composables/use_translations'
import { directionOf } from '~/messages'

/** Updates `<html lang dir>` when the language of the page changes. The server writes them for the first page only. */
export function useDocumentLanguage() {
  const { locale } = useTranslations()

  onMounted(() => {
    watch(locale, (current) => {
      document.documentElement.lang = current
      document.documentElement.dir = directionOf(current)
    })
  })
}
