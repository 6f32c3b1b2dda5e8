import env from '#start/env'
import { defineConfig } from '#backups/define_config'

/** See docs/backups.md. */
const backupConfig = defineConfig({
  disk: 'backups',

  /** A bucket of S3 has versions and copies of its own. */
  files: env.get('DRIVE_DISK') === 'fs' ? 'fs' : null,

  recipients: (env.get('BACKUP_RECIPIENT') ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean),
  identity: env.get('BACKUP_IDENTITY')?.release(),

  /** Their content is compared after a restore; of the others, the number of rows. */
  compare: ['users'],

  /** `backup:prune` keeps a backup of each of the last 7 days, 4 weeks and 12 months. */
  keep: { daily: 7, weekly: 4, monthly: 12 },
})

export default backupConfig
