/**
 * Tests the types of messages. Nothing here runs: `npm run check:types` fails if a line that must not compile compiles.
 */
import type { HttpContext } from '@adonisjs/core/http'
import type { Translate as BrowserTranslate } from '../../.adonisjs/client/messages.js'
import { translator } from '#i18n/translator'

export function onTheServer(
  { t }: HttpContext,
  known: { name: string },
  more: typeof known & { x: 1 }
) {
  t('auth.name')
  t('dashboard.greeting', { name: 'Ada' })
  t('dashboard.greeting', known)
  t('errors.throttled', { seconds: 3 })
  translator('es')('dashboard.greeting', { name: 'Ada' })

  // @ts-expect-error no such key
  t('auth.nmae')
  // @ts-expect-error the value is missing
  t('dashboard.greeting')
  // @ts-expect-error a wrong name
  t('dashboard.greeting', { nmae: 'Ada' })
  // @ts-expect-error one value too many
  t('dashboard.greeting', { name: 'Ada', age: 36 })
  // @ts-expect-error one value too many, in a variable
  t('dashboard.greeting', more)
  // @ts-expect-error a message without values
  t('auth.name', { name: 'Ada' })
  // @ts-expect-error a wrong type
  t('errors.throttled', { seconds: 'three' })
  // @ts-expect-error a message with tags
  t('auth.sessions.no_account')
  // @ts-expect-error no such key
  translator('es')('flash.logged_on', { name: 'Ada' })
}

export function inTheBrowser(t: BrowserTranslate, kind: 'name' | 'email', isEmpty: boolean) {
  t(`auth.${kind}`)
  t('lists.count', { total: 1 })

  // @ts-expect-error a message for the server alone
  t('flash.logged_out')
  // @ts-expect-error a wrong name
  t('lists.count', { count: 1 })
  // @ts-expect-error the values of one of the two messages only
  t(isEmpty ? 'lists.count' : 'dashboard.greeting', { total: 1 })
  // @ts-expect-error a message with tags
  t('auth.sessions.no_account')
}
