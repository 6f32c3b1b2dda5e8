import type { EventKind } from '#models/account_event'
import { ACCOUNT_FLOWS } from '#tests/support/event_flows/account'
import { ADMINISTRATION_FLOWS } from '#tests/support/event_flows/administration'
import { IMPERSONATION_FLOWS } from '#tests/support/event_flows/impersonation'
import { LOG_IN_FLOWS } from '#tests/support/event_flows/log_in'
import { PASSKEY_FLOWS } from '#tests/support/event_flows/passkeys'
import { SETTINGS_FLOWS } from '#tests/support/event_flows/settings'
import type { Flows } from '#tests/support/event_flows/stage'

/** A new kind does not compile until it has a flow. */
export const FLOWS: Flows<EventKind> = {
  ...LOG_IN_FLOWS,
  ...PASSKEY_FLOWS,
  ...SETTINGS_FLOWS,
  ...ACCOUNT_FLOWS,
  ...ADMINISTRATION_FLOWS,
  ...IMPERSONATION_FLOWS,
}
