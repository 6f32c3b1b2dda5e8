import { args } from '@adonisjs/core/ace'
import { FieldCommand } from '#generators/field_command'
import type { ExistingResource } from '#generators/resource/existing/read'

export default class ResourceRenameField extends FieldCommand {
  static commandName = 'resource:rename-field'
  static description = 'Rename a field of a resource: its column, code, texts and tests'
  static help = [
    'Give the old name and the new one:',
    '```',
    '{{ binaryName }} resource:rename-field Project budget price',
    '{{ binaryName }} resource:rename-field Project/Task owner assignee --dry-run',
    '```',
    'The values stay, and so do your own changes in the files. Code that still has the',
    'old name is printed, with its file and line.',
  ]

  @args.string({ description: 'Name of the field', required: false })
  declare from?: string

  @args.string({ description: 'New name', required: false })
  declare to?: string

  protected async order(resource: ExistingResource) {
    const { renamedField } = await import('#generators/resource/existing/field_orders')
    const { renamingMigration } = await import('#generators/resource/existing/field_migrations')
    const from = await this.ask('<from>', this.from, 'Which field?')
    const to = await this.ask('<to>', this.to, 'What is its new name?')
    const { old, renamed } = renamedField(resource, from, to)
    return {
      fields: resource.fields.map((field) => (field === old ? renamed : field)),
      migration: () => renamingMigration(resource, old, renamed),
      outcome: `“${old.noun}” of ${resource.names.model} is “${renamed.noun}” now`,
    }
  }
}
