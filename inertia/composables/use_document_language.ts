import { onMounted, watch } from 'vue'
import { useTranslations } from '~/composables/use_translations'

const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/

/** Keeps `<html lang dir>`, which the server wrote for the first page, with the page that is shown. */
export function useDocumentLanguage() {
  const { locale } = useTranslations()

  onMounted(() => {
    watch(locale, (current) => {
      document.documentElement.lang = current
      document.documentElement.dir = RIGHT_TO_LEFT.test(current) ? 'rtl' : 'ltr'
    })
  })
}
