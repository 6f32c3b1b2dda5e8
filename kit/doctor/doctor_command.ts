import { flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'
import type { DoctorConfig } from '#doctor/define_config'
import { examine, type Check } from '#doctor/examine'
import type { Finding } from '#doctor/finding'

/** Base class of the commands that examine the app: they exit 1 if there is a problem. */
export abstract class DoctorCommand extends AskingCommand {
  @flags.boolean({ description: 'Print all findings as JSON. Errors are JSON too' })
  declare json?: boolean

  protected get doctorConfig() {
    return this.app.config.get<DoctorConfig>('doctor')
  }

  protected async report(checks: Check[]) {
    const findings = await examine(checks)
    const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length
    const problems = count('problem')
    const warnings = count('warning')
    if (problems > 0) this.exitCode = 1
    if (this.json) {
      this.logger.log(JSON.stringify({ problems, warnings, findings }, null, 2))
      return
    }
    findings.forEach((finding) => this.#print(finding))
    this.logger.log('')
    if (problems > 0)
      this.logger.error(`${amount(problems, 'problem')}, ${amount(warnings, 'warning')}`)
    else this.logger.success(`No problem, ${amount(warnings, 'warning')}`)
  }

  #print({ check, state, message, remedy }: Finding) {
    const marks = {
      good: this.colors.green('✔'),
      warning: this.colors.yellow('!'),
      problem: this.colors.red('✖'),
    }
    this.logger.log(`${marks[state]} ${check}: ${message}`)
    if (remedy) this.logger.log(`    ${remedy}`)
  }
}

function amount(count: number, noun: string) {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}
