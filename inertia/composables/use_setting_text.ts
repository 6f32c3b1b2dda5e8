import type { Data } from '@generated/data'
import { useTranslations } from '~/composables/use_translations'
import { languages } from '~/messages'

type Setting = Data.Setting

/** In minutes. */
const HOUR = 60
const DAY = 24 * HOUR

/** The value of a setting as a text in the language of the page. */
export function useSettingText() {
  const { t } = useTranslations()
  /** Each choice of a setting has a text, unless it has a name in all languages. */
  const choiceText = (key: string) => (t as (key: string) => string)(key)

  const labelOf = ({ name }: Setting, choice: string) =>
    name === 'product.language'
      ? (languages.find(({ code }) => code === choice)?.name ?? choice)
      : choiceText(`global_settings.${name}.options.${choice}`)

  function durationText(minutes: number) {
    if (minutes % DAY === 0) return t('global_settings.days', { count: minutes / DAY })
    if (minutes % HOUR === 0) return t('global_settings.hours', { count: minutes / HOUR })
    return t('global_settings.minutes', { count: minutes })
  }

  function textOf(setting: Setting, value = setting.value): string {
    if (setting.name === 'product.logo') return t('global_settings.product.logo.usual')
    if (value === null) return t('global_settings.empty')
    if (typeof value === 'boolean')
      return value ? t('global_settings.on') : t('global_settings.off')
    if (setting.kind === 'choice') return labelOf(setting, String(value))
    if (setting.name.startsWith('sessions.')) {
      return durationText(Number(value))
    }
    return setting.name === 'product.timeZone' ? String(value).replaceAll('_', ' ') : String(value)
  }

  return { labelOf, textOf }
}
