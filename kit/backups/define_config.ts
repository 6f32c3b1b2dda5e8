import type { DriveDisks } from '@adonisjs/drive/types'

export interface BackupConfig {
  /** The disk of config/drive.ts that keeps the backups. */
  disk: keyof DriveDisks
  /** The disk whose files are part of a backup; null if the bucket has versions of its own. */
  files: keyof DriveDisks | null
  /** Public keys of age, `age1…`: their owners can read the backups. */
  recipients: string[]
  /** The secret key that reads them, `AGE-SECRET-KEY-1…`, if this machine may. */
  identity?: string
  /** Tables whose content is compared after a restore, not only the number of rows. */
  compare: string[]
  /** For how many days, weeks and months `backup:prune` keeps a backup each. */
  keep: { daily: number; weekly: number; monthly: number }
}

export function defineConfig(config: BackupConfig): BackupConfig {
  return config
}
