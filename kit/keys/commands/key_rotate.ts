import { flags } from '@adonisjs/core/ace'
import { AskingCommand, CommandRefused } from '#console/asking_command'
import type { EncryptedPlace, KeyedHashes } from '#keys/places'
import type { Findings } from '#keys/rotation'

/** Rows of one place that are named. */
const NAMED = 50

export default class KeyRotate extends AskingCommand {
  static commandName = 'key:rotate'
  static description = 'Encrypt what has a previous key again, with APP_KEY'
  static help = [
    'To change the key of the app:',
    '  1. {{ binaryName }} generate:key --show prints a new key.',
    '  2. Put it into APP_PREVIOUS_KEYS and deploy, so that all processes read it.',
    '  3. Make it APP_KEY, put the former key into APP_PREVIOUS_KEYS, and deploy.',
    '  4. Run this command. It changes encrypted columns and encrypted jobs:',
    '```',
    '{{ binaryName }} key:rotate',
    '{{ binaryName }} key:rotate --dry-run',
    '```',
    '  5. Remove the former key when no value needs it and its cookies and links',
    '     have ended: docs/deploy.md says when.',
    '',
    'The app may run meanwhile. After a stop, run it again. Exits 1 if a value',
    'can be read with no key, and names its row.',
  ]

  @flags.boolean({ description: 'Count the values and change nothing' })
  declare dryRun?: boolean

  @flags.number({ description: 'Rows that are read at once [default: 500]' })
  declare batch?: number

  @flags.boolean({ description: 'Print the result as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const batch = this.batch ?? 500
    if (!Number.isInteger(batch) || batch < 1 || batch > 10_000) {
      throw new CommandRefused('--batch is not a whole number from 1 to 10000')
    }
    const { columnPlaces, keyedHashColumns, modelsOf } = await import('#keys/model_columns')
    const { addedPlaces } = await import('#keys/places')
    const models = await modelsOf(this.app)
    const places = [...columnPlaces(models), ...(await addedPlaces())]
    const findings: Findings[] = []
    for (const place of places) findings.push(await this.#take(place, batch))
    await this.#conclude(findings, await this.#count(keyedHashColumns(models)))
  }

  async #take(place: EncryptedPlace, batch: number) {
    const { inspect, rotate } = await import('#keys/rotation')
    const onBatch = ({ read, rotated }: Findings) => {
      if (!this.json && read > batch) {
        this.logger.info(`${place.name}: ${read} read so far, ${rotated} changed`)
      }
    }
    const findings = await (this.dryRun ? inspect : rotate)(place, { batch, onBatch })
    if (!this.json) this.#report(findings)
    return findings
  }

  #report({ place, read, rotated, previous, held, unreadable }: Findings) {
    const changed = this.dryRun ? '' : `${rotated} changed, `
    this.logger.info(`${place}: ${read} encrypted, ${changed}${previous} with a previous key`)
    if (held > 0) {
      this.logger.warning(
        `${place}: ${held} of them are jobs that Redis or RabbitMQ has until they end`
      )
    }
    for (const row of unreadable.slice(0, NAMED)) {
      this.logger.error(`${place}: no key can read the value where ${row}`)
    }
    if (unreadable.length > NAMED) {
      this.logger.error(`${place}: … and ${unreadable.length - NAMED} more rows`)
    }
  }

  async #count(columns: KeyedHashes[]) {
    const hashes = columns.map(async ({ name, count }) => ({ place: name, count: await count() }))
    const counted = await Promise.all(hashes)
    return counted.filter(({ count }) => count > 0)
  }

  async #conclude(places: Findings[], keyedHashes: { place: string; count: number }[]) {
    const sum = (count: (findings: Findings) => number) =>
      places.reduce((total, findings) => total + count(findings), 0)
    const previous = sum((findings) => findings.previous)
    const unreadable = sum((findings) => findings.unreadable.length)
    if (unreadable > 0) this.exitCode = 1
    if (this.json) {
      const changed = sum((findings) => findings.rotated)
      this.logger.log(
        JSON.stringify({ changed, previous, unreadable, places, keyedHashes }, null, 2)
      )
      return
    }
    for (const { place, count } of keyedHashes) {
      const subject = count === 1 ? 'keyed hash' : 'keyed hashes'
      this.logger.warning(`${place}: ${count} ${subject} cannot change and need their key`)
    }
    if (unreadable > 0) {
      const [subject, its] = unreadable === 1 ? ['value', 'its key'] : ['values', 'their keys']
      this.logger.error(
        `${unreadable} ${subject} can be read with no key. Add ${its} to APP_PREVIOUS_KEYS, or delete what has no use without it`
      )
    }
    if (previous > 0) {
      const [subject, it] =
        previous === 1 ? ['value still needs', 'it'] : ['values still need', 'them']
      const then = this.dryRun ? `key:rotate changes ${it}` : 'Run key:rotate again later'
      this.logger.warning(`${previous} ${subject} a previous key. ${then}`)
    } else if (unreadable === 0) {
      this.logger.success('No encrypted value needs a previous key')
    }
  }
}
