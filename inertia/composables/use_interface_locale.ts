import { localeContextInjectionKey } from '@nuxt/ui/composables/useLocale'
import * as interfaceLocales from '@nuxt/ui/locale'
import { computed, provide } from 'vue'
import { useTranslations } from '~/composables/use_translations'
