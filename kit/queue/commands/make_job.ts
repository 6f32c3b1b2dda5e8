import { args, BaseCommand } from '@adonisjs/core/ace'
import string from '@adonisjs/core/helpers/string'

export default class MakeJob extends BaseCommand {
  static commandName = 'make:job'
  static description = 'Create a job class in app/jobs and register its name'
  static help = [
    'Name the job after its action:',
    '```',
    '{{ binaryName }} make:job deliver_invitation',
    '{{ binaryName }} make:job billing/charge_card',
    '```',
  ]

  @args.string({ description: 'Name of the job, with its folder if any' })
  declare name: string

  async run() {
    const entity = this.app.generators.createEntity(this.name)
    const jobName = string.pascalCase(entity.name)
    // A class called Job could not extend Job.
    if (!/^[A-Z]\w*$/.test(jobName) || jobName === 'Job') {
      this.logger.error(
        `"${this.name}" is not a valid job name. Give one such as deliver_invitation`
      )
      this.exitCode = 1
      return
    }
    const codemods = await this.createCodemods()
    await codemods.makeUsingStub(this.app.makePath('kit/queue/stubs'), 'make/job.stub', {
      entity,
      jobName,
    })
    await this.kernel.exec('codegen', [])
  }
}
