import { setTimeout as wait } from 'node:timers/promises'
import type { TakenJob } from '#queue/drivers/driver'
import { namespaceOf, type Namespace } from '#queue/installation'
import type { QueueManager } from '#queue/queue_manager'

/** A job that its broker got just now is in the log a moment later. */
const LOOK_AGAIN_AFTER_MS = 100
/** Anybody may put messages into a broker. */
const MOST_WARNINGS = 10
const LONGEST_ID = 40

/**
 * Tells the jobs of this installation from those of another that uses the same names in the same broker. PostgreSQL is the
 * broker of one installation only; under a prefix that no other has, only a job that says so itself can be another's.
 */
export class Ownership {
  #namespace?: Namespace
  #id = ''
  #told = new Set<string>()

  constructor(
    private queue: Pick<QueueManager, 'config' | 'log' | 'store'>,
    private warn: (sentence: string) => void
  ) {}

  async load() {
    const { config, store } = this.queue
    const { id } = await store.installation()
    this.#id = id
    if (config.connection === 'postgres') return
    this.#namespace = await namespaceOf(config, store)
  }

  saysForeign({ queue, message }: TakenJob): boolean {
    const app: unknown = message?.app
    if (!this.#namespace || typeof app !== 'string' || app === this.#id) return false
    this.#tell(queue, app.slice(0, LONGEST_ID))
    return true
  }

  /**
   * One that does not say whose it is was dispatched by a release that did not say so: it is ours when our log has it.
   */
  isNobodys({ id, queue, message }: TakenJob): false | Promise<boolean> {
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

  /** Once for each installation. */
  #tell(queue: string, app = '') {
    if (this.#told.has(app) || this.#told.size === MOST_WARNINGS) return
    this.#told.add(app)
    this.warn(
      `Another installation${app && ` (${app})`} has jobs in the queue "${queue}" under the prefix ` +
        `"${this.#namespace?.prefix}". They are left to its own workers. Set another QUEUE_PREFIX in one of the two`
    )
  }
}
