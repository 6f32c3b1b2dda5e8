import { args, flags } from '@adonisjs/core/ace'
import { BackupCommand } from '#backups/backup_command'

/** Base class of the commands that check one backup. */
export abstract class BackupCheckCommand extends BackupCommand {
  @args.string({ description: 'Name of the backup, or latest', default: 'latest' })
  declare name: string

  @flags.string({ description: 'File with the secret key [default: BACKUP_IDENTITY]' })
  declare identity?: string

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean
}
