import { onMounted, watch } from 'vue'
import { useTranslations } from '~/composables/use_translations'
import { directionOf } from '~/messages'

/** Keeps `<html lang dir>`, which the server wrote for the first page, with the page that is shown. */
export function useDocumentLanguage() {
  const { locale } = useTranslations()

  onMounted(() => {
    watch(locale, (current) => {
      document.documentElement.lang = current
      document.documentElement.dir = directionOf(current)
    })
  })
}
