import { args, BaseCommand } from '@adonisjs/core/ace'

export default class MakeJob extends BaseCommand {
  static commandName = 'make:job'
  static description = 'Create a new job class in app/jobs, and its name'
  static help = [
    'Name it after what it does:',
    '```',
    '{{ binaryName }} make:job deliver_invitation',
    '{{ binaryName }} make:job billing/charge_card',
    '```',
  ]

  @args.string({ description: 'Name of the job, with its folder if it has one' })
  declare name: string

  async run() {
    const codemods = await this.createCodemods()
    await codemods.makeUsingStub(this.app.makePath('app/queue/stubs'), 'make/job.stub', {
      entity: this.app.generators.createEntity(this.name),
    })
    await this.kernel.exec('codegen', [])
  }
}
