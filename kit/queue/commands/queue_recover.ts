import { flags } from '@adonisjs/core/ace'
import type { Recovered } from '#queue/control/types'
import { QueueCommand } from '#queue/control/queue_command'

export default class QueueRecover extends QueueCommand {
  static commandName = 'queue:recover'
  static description = 'Put back the jobs that a broker has lost, or that another broker had'
  static help = [
    'After a FLUSHALL, a purge, the loss of a disk, or a change of',
    'QUEUE_CONNECTION: every job of the log that has not ended and that no',
    'worker, no broker and no outbox has any more is put into the broker of',
    'today. Delayed ones keep their time, and each keeps its attempts. What',
    'depends on a job or batch that has ended, and was lost, is dispatched.',
    'Jobs that are younger than --older-than are left alone, for they may be on',
    'their way; how many there are is told.',
    '',
    'Nobody can say what a broker has that is not in use any more: what it had',
    'is put back. A worker that meets such a job there later asks the log, and',
    'drops it when it is done; both run where it is not done by then. Neither',
    'can RabbitMQ say what workers have reserved and not begun: that may run twice',
    'while they run. Its other jobs are read, and go round once in their queue,',
    'some thousand a second. Look first:',
    '```',
    '{{ binaryName }} queue:recover --dry-run',
    '```',
    'Exits with 1 where jobs could not be put back, or the broker is away.',
  ]

  @flags.string({ description: 'Only jobs dispatched longer ago', default: '1m' })
  declare olderThan: string

  @flags.boolean({ description: 'Only say what it would do' })
  declare dryRun?: boolean

  @flags.boolean({ description: 'As JSON' })
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
    const table = this.ui.table().head(['Queue', 'Broker that had them', 'Jobs', 'What became'])
    const done = this.dryRun ? 'would be put back' : 'put back'
    for (const { queue, from, count, refused } of recovered) {
      table.row([queue, from, String(count), refused ?? done])
    }
    table.render()
  }

  #tellOfYounger(count: number) {
    this.logger.warning(
      `${count} open jobs were dispatched within the last ${this.olderThan} and left alone. After a change of broker take them too: --older-than=0s`
    )
  }
}
