import { flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

/** Base class of the commands for partitions. */
export abstract class PartitionCommand extends AskingCommand {
  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean
}
