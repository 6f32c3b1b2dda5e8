import { DoctorCommand } from '#doctor/doctor_command'

export default class Doctor extends DoctorCommand {
  static commandName = 'doctor'
  static description = 'Examine the installation, and say how to mend what is wrong'
  static help = [
    'Checks versions, the database with its clock, connections, migrations and',
    'extensions, the broker with its policies, the workers, the queues, the',
    'schedules, the mail server and the disk, and in production the settings. Run',
    'it where the app runs, with the same environment. It changes nothing and sends',
    'nothing.',
    '',
    'Exits 1 if there is a problem, and 0 if there are only warnings:',
    '```',
    '{{ binaryName }} doctor',
    '{{ binaryName }} doctor --json',
    '```',
  ]

  async run() {
    const { liveChecks, staticChecks } = await import('#doctor/all_checks')
    const settings = this.app.inProduction ? staticChecks(this.doctorConfig) : []
    await this.report([...settings, ...(await liveChecks(this.doctorConfig))])
  }
}
