import { flags } from '@adonisjs/core/ace'
import { BackupCommand, sizeOf } from '#backups/backup_command'
import { bytesOf } from '#backups/manifest'

export default class BackupList extends BackupCommand {
  static commandName = 'backup:list'
  static description = 'List the backups, newest first'
  static help = [
    '```',
    '{{ binaryName }} backup:list',
    '{{ binaryName }} backup:list --json',
    '```',
  ]

  @flags.boolean({ description: 'Print the backups as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const store = await this.store()
    const all = await store.list()
    if (this.json || all.length === 0) {
      this.tell('There is no backup yet. Make one: node ace backup:create', all)
      return
    }
    const table = this.ui.table()
    table.head(['Backup', 'Made (UTC)', 'PostgreSQL', 'Size', 'Files', 'State'])
    for (const { name, manifest } of all) {
      if (!manifest) table.row([name, '-', '-', '-', '-', 'not complete'])
      else {
        const { createdAt, postgres, files, isEncrypted } = manifest
        const state = isEncrypted ? 'encrypted' : 'plain'
        const made = createdAt.slice(0, 19).replace('T', ' ')
        table.row([name, made, postgres, sizeOf(bytesOf(manifest)), String(files), state])
      }
    }
    table.render()
  }
}
