import type User from '#models/user'

/**
 * The checklist on the dashboard, in its order. A new step is one line here and its texts under
 * `dashboard.steps.<name>`. A step without a route is done elsewhere. i18n: dashboard.steps.*
 */
export const FIRST_STEPS = [
  { name: 'confirm_email', isDone: (user: User) => user.isConfirmed },
  { name: 'choose_preferences', route: 'preferences.edit', isDone: hasChosenPreferences },
  { name: 'add_second_factor', route: 'second_factors.show', isDone: hasSecondFactor },
] as const

function hasChosenPreferences(user: User) {
  return user.preferencesChosenAt !== null
}

function hasSecondFactor(user: User) {
  return user.hasSecondFactor
}
