import { flags } from '@adonisjs/core/ace'
import { BackupCommand } from '#backups/backup_command'

export default class BackupPrune extends BackupCommand {
  static commandName = 'backup:prune'
  static description = 'Remove old backups'
  static help = [
    'Keeps the newest backup of each of the last days, weeks and months that',
    'config/backups.ts names, and removes the others, with those that were',
    'interrupted more than a day ago. The newest complete one always stays.',
    '```',
    '{{ binaryName }} backup:prune --dry-run',
    '{{ binaryName }} backup:prune',
    '```',
  ]

  @flags.boolean({ description: 'Only name the backups that would be removed' })
  declare dryRun?: boolean

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { pruneBackups } = await import('#backups/app_backups')
    const names = await pruneBackups(this.app, { isDryRun: this.dryRun })
    const verb = this.dryRun ? 'would be removed' : 'removed'
    const sentence = names.length > 0 ? `${names.join(', ')} ${verb}` : 'No backup is too old'
    this.tell(sentence, { removed: names, dryRun: Boolean(this.dryRun) })
  }
}
