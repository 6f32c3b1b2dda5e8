/** The public door of the backups. See docs/backups.md. */
export { appBackups, appRestores, newestBackup, pruneBackups } from '#backups/app_backups'
