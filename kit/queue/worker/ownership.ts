import { setTimeout as wait } from 'node:timers/promises'
import type { ReservedJob } from '#queue/drivers/driver'
import { namespaceOf, type Namespace } from '#queue/installation'
import type { QueueContext } from '#queue/queue_context'

/** The run log gets a new job a moment later than the broker. */
const LOOK_AGAIN_AFTER_MS = 100
/** A limit, because anybody may put messages into a broker. */
const MOST_WARNINGS = 10
const LONGEST_ID = 40

/**
 * Distinguishes the jobs of this installation from the jobs of another installation with the same prefix in the same
 * broker. On PostgreSQL there is only one installation. Under a prefix of its own, a job is foreign only if it names
 * another installation.
 */
export class Ownership {
  #namespace?: Namespace
  #id = ''
  #told = new Set<string>()

  constructor(
    private queue: QueueContext,
    private warn: (sentence: string) => void
  ) {}

  async load() {
    const { config, store } = this.queue
    const { id } = await store.installation()
    this.#id = id
    if (config.connection === 'postgres') return
    this.#namespace = await namespaceOf(config, store)
  }

  saysForeign({ queue, message }: ReservedJob): boolean {
    const app: unknown = message?.app
    if (!this.#namespace || typeof app !== 'string' || app === this.#id) return false
    this.#tell(queue, app.slice(0, LONGEST_ID))
    return true
  }

  /**
   * A job without the name of an installation comes from an older release: it is ours if our log has it.
   */
  isNobodys({ id, queue, message }: ReservedJob): false | Promise<boolean> {
    const mayBe = message.app === undefined && this.#namespace?.app !== undefined
    return mayBe && this.#isUnknown(id, queue)
  }

  async #isUnknown(id: string, queue: string) {
    if (await this.queue.log.find(id)) return false
    await wait(LOOK_AGAIN_AFTER_MS)
    if (await this.queue.log.find(id)) return false
    this.#tell(queue)
    return true
  }

  /** Warns once for each installation. */
  #tell(queue: string, app = '') {
    if (this.#told.has(app) || this.#told.size === MOST_WARNINGS) return
    this.#told.add(app)
    this.warn(
      `Another installation${app && ` (${app})`} has jobs in the queue "${queue}" under the prefix ` +
        `"${this.#namespace?.prefix}". This worker skips them. Set another QUEUE_PREFIX in one of the two installations`
    )
  }
}
