/** The public door of the backups. See docs/backups.md. */
export { appBackups, newestBackup, pruneBackups } from '#backups/app_backups'
