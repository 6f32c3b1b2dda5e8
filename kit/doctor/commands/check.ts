import { flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import { DoctorCommand } from '#doctor/doctor_command'

export default class CheckDeploy extends DoctorCommand {
  static commandName = 'check'
  static description = 'Check the settings of a deployment, without any server'
  static help = [
    'Reads the environment of a deployment and checks what needs no server: the',
    'mode, the key, the address and the connections. So it also runs in CI, before',
    'a deployment:',
    '```',
    'NODE_ENV=production {{ binaryName }} check --deploy',
    '```',
    'Exits 1 if there is a problem. doctor checks the servers too.',
  ]

  @flags.boolean({ description: 'Check the settings of a deployment' })
  declare deploy?: boolean

  async run() {
    if (!this.deploy) {
      throw new CommandRefused(
        'Missing --deploy. check --deploy checks the settings of a deployment'
      )
    }
    const { staticChecks } = await import('#doctor/all_checks')
    await this.report(staticChecks(this.doctorConfig))
  }
}
