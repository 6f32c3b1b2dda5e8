import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'

export default class MakeJob extends GeneratorCommand {
  static commandName = 'make:job'
  static description = 'Create a job in app/jobs, with its test'
  static help = [
    'Name the job after its action:',
    '```',
    '{{ binaryName }} make:job deliver_invitation',
    '{{ binaryName }} make:job billing/charge_card',
    '```',
    'Dispatch it: DeliverInvitation.dispatch({ id }). To run it at fixed times:',
    '```',
    '{{ binaryName }} make:schedule deliver_invitation --daily --at=03:00',
    '```',
  ]

  // A class called Job could not extend Job.
  protected naming = { example: 'deliver_invitation', suffix: 'job', taken: ['job'] }

  protected async generate(name: Name) {
    await this.createFrom('job/main', { name })
    await this.createFrom('job/test', { name })
  }
}
