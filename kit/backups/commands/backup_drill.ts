import { args, flags } from '@adonisjs/core/ace'
import { BackupCommand } from '#backups/backup_command'

export default class BackupDrill extends BackupCommand {
  static commandName = 'backup:drill'
  static description = 'Restore a backup into a scratch database, compare it, and drop it'
  static help = [
    'Restores the newest backup beside the database of the app, counts the rows of',
    'all tables, compares the content of those in config/backups.ts, and drops it.',
    'The app goes on meanwhile.',
    '```',
    '{{ binaryName }} backup:drill --identity=key.txt',
    '```',
    'Exits 1 if the backup cannot be restored or differs.',
  ]

  @args.string({ description: 'Name of the backup, or latest', default: 'latest' })
  declare name: string

  @flags.string({ description: 'File with the secret key [default: BACKUP_IDENTITY]' })
  declare identity?: string

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const backups = await this.backups()
    const identity = await this.readIdentity(this.identity)
    const { name, manifest } = await backups.drill(this.name, identity)
    this.tell(`${this.describe(name, manifest)}: restored, compared and dropped`, { name })
  }
}
