import { flags } from '@adonisjs/core/ace'
import { AskingCommand } from '#console/asking_command'

export default class Up extends AskingCommand {
  static commandName = 'up'
  static description = 'End the maintenance that node ace down has begun'
  static help = [
    'All web processes and workers follow within a second. Queues that queue:pause',
    'has paused stay paused.',
    '```',
    '{{ binaryName }} up',
    '```',
    'Exits 0 also if the app was not down.',
  ]

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { endMaintenance } = await import('#maintenance/state')
    const ended = await endMaintenance()
    this.tell(sentenceOf(ended), { isDown: false, wasDown: ended !== null })
  }
}

function sentenceOf(ended: { pausesWorkers: boolean } | null) {
  if (!ended) return 'The app was not down'
  return ended.pausesWorkers ? 'The app is up, and workers take jobs again' : 'The app is up'
}
