import { flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

export default class PermissionsSync extends AskingCommand {
  static commandName = 'permissions:sync'
  static description = 'Rename and remove permissions of groups as app/permissions.ts says'
  static help = [
    'A group keeps the name of a permission that a new release renames or removes.',
    'It allows nothing then. Run this after the deployment, when no process of the',
    'former release is left:',
    '```',
    '{{ binaryName }} permissions:sync --dry-run',
    '{{ binaryName }} permissions:sync',
    '```',
    'Exits 0 also if there is nothing to do.',
  ]

  @flags.boolean({ description: 'Show what would change, and change nothing' })
  declare dryRun?: boolean

  @flags.boolean({ description: 'Print the changes as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { appPermissions } = await import('#permissions/define')
    const { grants } = appPermissions()
    const changes = this.dryRun ? await grants.stale() : await grants.sync()
    if (this.json || changes.length === 0) {
      this.tell('All groups have only permissions of app/permissions.ts', changes)
      return
    }
    for (const { permission, renamedTo, groups } of changes) {
      const act = renamedTo ? `renamed to ${renamedTo}` : 'removed'
      this.logger.info(
        `${permission} ${this.dryRun ? 'would be' : 'is'} ${act} in ${groups.join(', ')}`
      )
    }
  }
}
