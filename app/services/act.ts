import { deviceOf } from '#http/account/device'
import type { Translator } from '#i18n/translate'
import type { EventOrigin } from '#models/account_event'

/** Where and when somebody has changed an account: the owner is told both. */
export interface Act extends EventOrigin {
  /** ISO 8601. */
  doneAt: string
}

export function actOf({ ipAddress, userAgent }: EventOrigin): Act {
  return { ipAddress, userAgent, doneAt: new Date().toISOString() }
}

export function deviceText(t: Translator, userAgent: string | null) {
  const device = deviceOf(userAgent)
  if (!device) return t('activity.unknown_device')
  return t('activity.device', { browser: device.browser, system: device.system })
}
