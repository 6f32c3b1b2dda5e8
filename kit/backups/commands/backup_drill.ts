import { BackupCheckCommand } from '#backups/check_command'

export default class BackupDrill extends BackupCheckCommand {
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

  async run() {
    const restores = await this.restores()
    const identity = await this.readIdentity(this.identity)
    const { name, manifest } = await restores.drill(this.name, identity)
    this.tell(`${this.describe(name, manifest)}: restored, compared and dropped`, { name })
  }
}
