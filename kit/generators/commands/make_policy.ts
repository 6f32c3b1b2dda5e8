import { args, flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { ModelCommand } from '#generators/model_command'
import { nameOf, type Name } from '#generators/name'
import type { Column } from '#generators/schema_columns'

const ACTIONS = ['list', 'create', 'view', 'update', 'delete', 'restore']

/** They are about no record that exists. */
const OF_NO_RECORD = ['list', 'create']

export default class MakePolicy extends ModelCommand {
  static commandName = 'make:policy'
  static description = 'Create the policy of a model in app/policies, with its test'
  static help = [
    'Name the model, or another name and --model:',
    '```',
    '{{ binaryName }} make:policy project',
    '{{ binaryName }} make:policy project list view --model=project',
    '```',
    'If the table has a user_id, its owner is allowed everything. Without an owner,',
    'the policy allows nothing until you write its rules.',
  ]

  @args.spread({ description: `Methods: ${ACTIONS.join(', ')}`, required: false })
  declare actions?: string[]

  @flags.string({ description: 'The model, if it has another name' })
  declare model?: string

  protected naming = { example: 'project', suffix: 'policy', taken: ['base'] }

  protected async generate(name: Name) {
    this.refuseFolders(name)
    const model = nameOf(this.model ?? name.snake)
    const columns = await this.columnsOf(model)
    const actions = this.#actionsFor(columns)
    const owner = columns.find((column) => column.name === 'userId')?.name ?? ''
    const isOfRecords = actions.some(({ isOfRecord }) => isOfRecord)
    await this.createFrom('policy/main', { name, model, actions, owner })
    await this.createFrom('policy/test', { name, model, actions, owner, isOfRecords })
  }

  /** Only a table with a column `deleted_at` has rows to restore. */
  #actionsFor(columns: Column[]) {
    const hasTrash = columns.some(({ name }) => name === 'deletedAt')
    const names = this.actions ?? ACTIONS.filter((name) => name !== 'restore' || hasTrash)
    const unknown = names.find((name) => !/^[a-z][A-Za-z]*$/.test(name))
    if (unknown)
      throw new CommandRefused(`"${unknown}" is no method. Give one of ${ACTIONS.join(', ')}`)
    return names.map((name) => ({ name, isOfRecord: !OF_NO_RECORD.includes(name) }))
  }
}
