import { args, flags } from '@adonisjs/core/ace'
import { BackupCommand } from '#backups/backup_command'
import { CommandRefused } from '#console/asking_command'

export default class BackupRestore extends BackupCommand {
  static commandName = 'backup:restore'
  static description = 'Restore a backup, and keep the present database under another name'
  static help = [
    'Restores the database under a new name, compares it with the backup, and then',
    'puts it in the place of the present one, whose connections end for a moment.',
    'The present one stays beside it, so nothing is lost. Then the files of the',
    'backup are written; newer ones stay. Take the app down before: see down.',
    '```',
    '{{ binaryName }} backup:restore latest --identity=key.txt',
    '```',
    '--into restores the database under this name only, and changes nothing else:',
    '```',
    '{{ binaryName }} backup:restore 20270131T030000Z-1a2b --into=shop_copy',
    '```',
    'Exits 1 if the backup cannot be restored; then nothing has changed, unless the',
    'error says that the database is restored and the files are not.',
  ]

  @args.string({ description: 'Name of the backup, or latest', required: false })
  declare name?: string

  @flags.string({ description: 'File with the secret key [default: BACKUP_IDENTITY]' })
  declare identity?: string

  @flags.string({ description: 'Restore into a new database of this name, and nothing else' })
  declare into?: string

  @flags.boolean({ description: 'Do not ask' })
  declare force?: boolean

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const name = await this.ask('<name>', this.name, 'Name of the backup, or latest')
    const identity = await this.readIdentity(this.identity)
    const restores = await this.restores()
    if (this.into) {
      const { name: backup, manifest } = await restores.restoreInto(this.into, name, identity)
      this.tell(`${this.describe(backup, manifest)}: restored as ${this.into}`, {
        name: backup,
        database: this.into,
      })
      return
    }

    await this.#confirm()
    const { manifest, former, files, ...done } = await restores.replace(name, identity)
    this.tell(`${this.describe(done.name, manifest)}: restored. The former database is ${former}`, {
      name: done.name,
      former,
      files,
    })
  }

  async #confirm() {
    if (this.force) return
    if (!process.stdin.isTTY) {
      throw new CommandRefused('It replaces the database of the app. Add --force if you want that')
    }
    const question = 'Replace the database of the app? The present one stays under another name'
    if (!(await this.prompt.confirm(question))) {
      throw new CommandRefused('Nothing has changed')
    }
  }
}
