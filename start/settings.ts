import app from '@adonisjs/core/services/app'
import { useTimeouts } from '#http/account/session_end'
import { useDefaultRegion } from '#i18n/default_region'
import settings from '#settings'

/** The machinery of kit/ asks for these settings at each use. */
useTimeouts((isRemembered) => {
  const [idle, absolute] = isRemembered
    ? [settings.get('sessions.rememberedIdle'), settings.get('sessions.rememberedAbsolute')]
    : [settings.get('sessions.idle'), settings.get('sessions.absolute')]
  return { idle: `${idle} minutes`, absolute: `${absolute} minutes` }
})

useDefaultRegion(() => ({
  locale: settings.get('product.language'),
  timeZone: settings.get('product.timeZone'),
}))

/** Commands that change nothing need no models. */
settings.observe(async (change, trx) => {
  const { recordSettingChange } = await import('#models/setting_change')
  await recordSettingChange(change, trx)
})

/**
 * Each process knows the stored values before its first request or job. A test stores or fakes its own, and
 * `node ace codegen` only warms the app up.
 */
const isServing = app.getMode() === 'run' && app.getEnvironment() !== 'test'
if (isServing) await settings.keepFresh()
