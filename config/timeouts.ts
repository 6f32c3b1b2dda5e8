/**
 * When a log-in ends by itself: after `idle` without a request, and in any case `absolute` after the log-in. Each is a
 * text with its unit, such as '30 minutes', '2 hours', '1 day' or '4 weeks'. They are the defaults of settings, which
 * operators change while the app runs.
 */
const timeouts = {
  /** Log-ins without "remember me". */
  usual: { idle: '2 hours', absolute: '1 day' },

  /** Log-ins with "remember me". */
  remembered: { idle: '30 days', absolute: '90 days' },

  /** How long the staff may use the account of a person at once. See docs/impersonation.md. */
  impersonation: '30 minutes',
}

export default timeouts
