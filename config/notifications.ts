/**
 * Notifications in the app (docs/notifications.md).
 */
const notificationsConfig = {
  /** Older notifications are deleted, read or not: a text with its unit. */
  keepFor: '90 days',

  /** How many open pages of one account get news at once, in each process. Others ask every minute. */
  mostStreams: 8,
}

export default notificationsConfig
