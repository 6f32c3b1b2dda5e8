import { args } from '@adonisjs/core/ace'
import { FieldCommand } from '#generators/field_command'
import type { Field } from '#generators/resource/field'
import type { ExistingResource } from '#generators/resource/existing/read'

export default class ResourceAddField extends FieldCommand {
  static commandName = 'resource:add-field'
  static description = 'Add fields to a resource: column, form, pages, list, texts and tests'
  static help = [
    'Write the fields as for make:resource:',
    '```',
    '{{ binaryName }} resource:add-field Project priority:integer?',
    "{{ binaryName }} resource:add-field Project 'status:enum(draft,done):default(draft)'",
    '{{ binaryName }} resource:add-field Project/Task dueOn:date? notes:text? --dry-run',
    '```',
    'Your own changes in the files stay. Code that has no safe place is printed,',
    'with its file and line.',
  ]

  @args.spread({ description: 'Fields: name:type', required: false })
  declare fields?: string[]

  protected async order(resource: ExistingResource) {
    const { addedFields } = await import('#generators/resource/existing/field_orders')
    const { addingMigration } = await import('#generators/resource/existing/field_migrations')
    const added = addedFields(resource, await this.#askFields())
    await this.#refuseEmpty(resource, added)
    return {
      fields: [...resource.fields, ...added],
      migration: () => addingMigration(resource, added),
      outcome: `${resource.names.model} has ${added.map(({ given }) => `“${given}”`).join(', ')}`,
    }
  }

  async #askFields() {
    if (this.fields?.length) return this.fields
    const answer = await this.ask('<fields>', undefined, 'Which fields? Such as dueOn:date?')
    return answer.trim().split(/\s+/)
  }

  /** @throws ChangeRefused for a required value that the records of the table do not have */
  async #refuseEmpty({ names }: ExistingResource, added: Field[]) {
    const { ChangeRefused } = await import('#generators/changes')
    const field = added.find(({ isOptional, defaultValue, kind }) => {
      const hasValue = defaultValue !== undefined || kind.word === 'boolean'
      return !isOptional && !hasValue && kind.refersTo !== 'many'
    })
    if (!field || !(await this.hasRows(names.table))) return
    const optional = `${field.given}:${field.kind.word}?`
    const advice = field.kind.modifiers.includes('default')
      ? `Give one to them with :default(…), or write ${optional}`
      : `Write ${optional}`
    throw new ChangeRefused(`The ${names.nouns} that exist have no ${field.noun}. ${advice}`)
  }
}
