import { args, flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { FieldCommand } from '#generators/field_command'
import type { ExistingResource } from '#generators/resource/existing/read'

export default class ResourceRemoveField extends FieldCommand {
  static commandName = 'resource:remove-field'
  static description = 'Remove fields from a resource, with their column, texts and tests'
  static help = [
    'Give the names of the fields:',
    '```',
    '{{ binaryName }} resource:remove-field Project budget',
    '{{ binaryName }} resource:remove-field Project/Task dueOn notes --dry-run',
    '```',
    'If records have values in these fields, they are lost only after a yes, or with',
    '--force. Your own changes in the files stay; code that still names a field is',
    'printed, with its file and line.',
  ]

  @args.spread({ description: 'Names of fields', required: false })
  declare fields?: string[]

  @flags.boolean({ description: 'Lose the values of the records too' })
  declare force?: boolean

  protected async order(resource: ExistingResource) {
    const { removedFields } = await import('#generators/resource/existing/field_orders')
    const { removingMigration } = await import('#generators/resource/existing/field_migrations')
    const { columnsOf } = await import('#generators/resource/files/migration')
    const removed = removedFields(resource, await this.#askFields())
    const names = removed.map(({ given }) => `“${given}”`).join(', ')
    for (const { column, noun } of columnsOf({ fields: removed })) {
      if (!(await this.hasRows(resource.names.table, column))) continue
      await this.#confirmLoss(`Some ${resource.names.nouns} have a ${noun}.`)
    }
    return {
      fields: resource.fields.filter((field) => !removed.includes(field)),
      migration: () => removingMigration(resource, removed),
      outcome: `${resource.names.model} has no ${names} any more`,
    }
  }

  async #askFields() {
    if (this.fields?.length) return this.fields
    const answer = await this.ask('<fields>', undefined, 'Which fields? Such as budget')
    return answer.trim().split(/\s+/)
  }

  /** @throws CommandRefused if nobody says that the values may be lost */
  async #confirmLoss(loss: string) {
    if (this.force || this.dryRun) return
    if (this.isAsking && (await this.prompt.confirm(`${loss} Lose it?`))) return
    throw new CommandRefused(`${loss} Nothing is changed. To lose these values, give --force`)
  }
}
