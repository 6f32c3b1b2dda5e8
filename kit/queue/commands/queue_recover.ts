import { flags } from '@adonisjs/core/ace'
import type { Recovered } from '#queue/control/types'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueRecover extends QueueCommand {
  static commandName = 'queue:recover'
  static description = 'Put back the jobs that a broker has lost, or that a former broker had'
  static help = [
    'Use it after a FLUSHALL, a purge, the loss of a disk, or a change of',
    'QUEUE_CONNECTION. It puts every open job of the run log that no worker, broker',
    'or outbox has any more into the current broker. Delayed jobs keep their time,',
    'and all jobs keep their attempts. Lost jobs that depend on an ended job or',
    'batch are dispatched too. Jobs younger than --older-than are skipped, because',
    'they may be on their way to the broker; the command reports their number.',
    '',
    'A broker that is no longer used cannot be asked, so its jobs are put back too.',
    'A worker that later meets such a job there asks the run log, and drops the job',
    'if it is done; if not, the job runs twice. RabbitMQ cannot list jobs that a',
    'worker has reserved but not started, so such a job may run twice while workers',
    'run. All other jobs of RabbitMQ are read and put back into their queue, some',
    'thousand a second. Look first:',
    '```',
    '{{ binaryName }} queue:recover --dry-run',
    '```',
    'Exits 1 if jobs could not be put back, or if the broker is unavailable.',
  ]

  @flags.string({
    description: 'Only jobs that were dispatched longer ago than this',
    default: '1m',
  })
  declare olderThan: string

  @flags.boolean({ description: 'Show the result without changing anything' })
  declare dryRun?: boolean

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const control = await this.control()
    const recovered = await control.recover({ olderThan: this.olderThan, dryRun: this.dryRun })
    if (this.json) {
      this.writeJson(recovered)
    } else {
      const younger = await control.countTooYoung({ olderThan: this.olderThan })
      this.#show(recovered, younger)
      if (younger > 0) this.#tellOfYounger(younger)
    }
    if (recovered.some(({ refused }) => refused)) this.exitCode = 1
  }

  #show(recovered: Recovered[], younger: number) {
    if (recovered.length === 0) {
      const which = younger > 0 ? ` of those dispatched over ${this.olderThan} ago` : ''
      this.logger.success(`No job is lost${which}`)
      return
    }
    const table = this.ui.table().head(['Queue', 'Former broker', 'Jobs', 'Result'])
    const done = this.dryRun ? 'would be put back' : 'put back'
    for (const { queue, from, count, refused } of recovered) {
      table.row([queue, from, String(count), refused ?? done])
    }
    table.render()
  }

  #tellOfYounger(count: number) {
    this.logger.warning(
      `${count} open jobs were skipped, because they were dispatched within the last ${this.olderThan}. After a change of broker, include them: --older-than=0s`
    )
  }
}
