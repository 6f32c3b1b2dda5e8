import { flags } from '@adonisjs/core/ace'
import { BackupCommand } from '#backups/backup_command'

export default class BackupCreate extends BackupCommand {
  static commandName = 'backup:create'
  static description = 'Back up the database and the uploaded files'
  static help = [
    'Dumps one moment of the database with pg_dump, packs the files, encrypts both',
    'for the keys in BACKUP_RECIPIENT, and stores them with their checksums on the',
    'disk "backups" of config/drive.ts. The app goes on meanwhile.',
    '```',
    '{{ binaryName }} backup:create',
    '{{ binaryName }} backup:create --plain',
    '```',
    'Exits 1 if the backup is not complete.',
  ]

  @flags.boolean({ description: 'Do not encrypt: everybody who reaches the disk can read it' })
  declare plain?: boolean

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const backups = await this.backups()
    const { name, manifest } = await backups.create({ isPlain: this.plain })
    this.tell(this.describe(name, manifest), { name, ...manifest })
  }
}
