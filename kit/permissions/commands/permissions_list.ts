import { flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

export default class PermissionsList extends AskingCommand {
  static commandName = 'permissions:list'
  static description = 'List the permissions of app/permissions.ts with the groups that have them'
  static help = [
    '```',
    '{{ binaryName }} permissions:list',
    '{{ binaryName }} permissions:list --json',
    '```',
    'The management area of the app grants them to groups.',
  ]

  @flags.boolean({ description: 'Print the permissions as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { listedPermissions } = await import('#permissions/listed_permissions')
    const permissions = await listedPermissions()
    if (this.json || permissions.length === 0) {
      this.tell('app/permissions.ts has no permissions', permissions)
      return
    }
    const table = this.ui.table()
    table.head(['Permission', 'Meaning', 'Groups'])
    for (const { permission, meaning, groups } of permissions) {
      table.row([permission, meaning, groups.join(', ')])
    }
    table.render()
  }
}
