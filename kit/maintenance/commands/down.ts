import { flags } from '@adonisjs/core/ace'
import { AskingCommand, CommandRefused } from '#console/asking_command'
import type { Maintenance } from '#maintenance/state'

export default class Down extends AskingCommand {
  static commandName = 'down'
  static description = 'Take the app down for maintenance: it answers 503 until node ace up'
  static help = [
    'All web processes follow within a second, on every machine. Visitors see a',
    'page with the message and the time; programs get 503 with Retry-After.',
    '/health/live and /health/ready still answer, and so do files of the build.',
    '```',
    '{{ binaryName }} down',
    '{{ binaryName }} down --message "We move to a larger database." --until 2h',
    '{{ binaryName }} down --until 2027-01-31T15:00Z --allow 203.0.113.7,10.0.0.0/8',
    '{{ binaryName }} down --pause-workers',
    '{{ binaryName }} down --status',
    '```',
    'The app stays down after --until, until somebody runs up. A second down',
    'replaces all that the first one has said.',
    '',
    'Workers go on unless --pause-workers is given: then they take no more jobs,',
    'and no schedule fires. Running jobs may end; queue:status shows them.',
    '',
    'Exits 1 if a flag is wrong. Then nothing has changed.',
  ]

  @flags.string({ description: 'Text for visitors: one line of at most 500 characters' })
  declare message?: string

  @flags.string({ description: 'Expected end: a duration such as 30m, or a date-time with Z' })
  declare until?: string

  @flags.array({ description: 'Addresses or CIDR ranges that still see the app' })
  declare allow?: string[]

  @flags.boolean({ description: 'Workers take no jobs and schedules do not fire until up' })
  declare pauseWorkers?: boolean

  @flags.boolean({ description: 'Show whether the app is down, and change nothing' })
  declare status?: boolean

  @flags.boolean({ description: 'Print the state as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    if (this.status) return this.#showStatus()

    const { beginMaintenance } = await import('#maintenance/state')
    const order = await this.#readFlags()
    this.#show(await beginMaintenance(order))
  }

  async #readFlags() {
    const { readAllowed } = await import('#maintenance/allowed')
    const { readMessage } = await import('#maintenance/message')
    const { readUntil } = await import('#maintenance/until')
    return {
      message: readMessage(this.message),
      until: this.until === undefined ? null : readUntil(this.until).toISOString(),
      allow: readAllowed(this.allow),
      pausesWorkers: Boolean(this.pauseWorkers),
    }
  }

  async #showStatus() {
    const changes = [this.message, this.until, this.allow, this.pauseWorkers]
    if (changes.some((flag) => flag !== undefined)) {
      throw new CommandRefused('--status goes alone. Nothing has changed')
    }
    const { readMaintenance } = await import('#maintenance/state')
    this.#show(await readMaintenance())
  }

  #show(maintenance: Maintenance | null) {
    const json = { isDown: maintenance !== null, ...maintenance }
    if (!maintenance) {
      this.tell('The app is up', json)
      return
    }
    this.tell(`The app is down since ${utc(maintenance.since)}`, json)
    if (this.json) return
    for (const line of linesOf(maintenance)) this.logger.log(line)
  }
}

function linesOf({ message, until, allow, pausesWorkers }: Maintenance) {
  const isOver = until !== null && Date.parse(until) <= Date.now()
  return [
    `Message: ${message ?? 'the usual one, in the language of the visitor'}`,
    `Until:   ${until ? utc(until) : 'no time given'}${isOver ? ', which is over' : ''}`,
    `Allowed: ${allow.join(', ') || 'nobody'}`,
    `Workers: ${pausesWorkers ? 'paused, and the schedules too' : 'go on'}`,
    'node ace up ends it',
  ]
}

function utc(time: string) {
  return time.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC')
}
