// @ts-expect-error The package has no types for this internal module of knex.
import Transaction from 'knex/lib/execution/transaction.js'
import edge from 'edge.js'
import type { ApplicationService } from '@adonisjs/core/types'
import { limitAcquisitions } from '#http/query_time_limit'

/**
 * Workarounds for bugs in packages, each with the version that has the bug.
 */
export default class AppProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    await this.#writeGeneratedFilesWhole()
    this.#escapePageProps()
    this.#listComponentsOnce()
    this.#tellFailedBegins()
    this.#tellFailedCommits()
    limitAcquisitions()
  }

  /**
   * In development, other processes read the types of routes and components while they are written.
   */
  async #writeGeneratedFilesWhole() {
    if (this.app.inProduction) return
    const { writeGeneratedFilesWhole } = await import('#console/generated_files')
    writeGeneratedFilesWhole()
  }

  /**
   * Edge 6.5 lists the component folders again for every request, even in production, because its plugin is registered
   * before the app configures the cache.
   */
  #listComponentsOnce() {
    if (!this.app.inProduction) return
    const { loader } = edge
    const listComponents = loader.listComponents.bind(loader)
    let components: ReturnType<typeof listComponents> | undefined
    loader.listComponents = () => (components ??= listComponents())
  }

  /**
   * If BEGIN or SAVEPOINT fails, knex 3.3 still hands out the transaction, and each of its queries fails with "already
   * complete" instead of the cause. Throwing here keeps the first error.
   */
  #tellFailedBegins() {
    const { query } = Transaction.prototype
    Transaction.prototype.query = async function (...args: unknown[]) {
      const result = await query.apply(this, args)
      const isBegin = args[2] === undefined
      if (isBegin && this._completed) throw new Error('The transaction has not begun')
      return result
    }
  }

  /**
   * If COMMIT fails (a deferred constraint, a lost connection), knex 3.3 still resolves `trx.commit()`. Only another
   * promise rejects, which Lucid does not await.
   * @see https://github.com/knex/knex/issues/3847
   */
  #tellFailedCommits() {
    for (const end of ['commit', 'release'] as const) {
      const { [end]: complete } = Transaction.prototype
      Transaction.prototype[end] = async function (...args: unknown[]) {
        const result = await complete.apply(this, args)
        await this.transactor.executionPromise
        return result
      }
    }
  }

  /**
   * In a script element, `<!--<script>` swallows the rest of the page, so every `<` in a prop must be escaped. Inertia
   * 5.0 escapes only slashes.
   * @see https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
   */
  #escapePageProps() {
    const pageElement = (page: { ssrBody?: string }) => {
      if (page.ssrBody) return page.ssrBody
      const json = JSON.stringify(page).replaceAll('<', '\\u003c')
      return `<script data-page="app" type="application/json">${json}</script><div id="app"></div>`
    }
    edge.use((instance) => instance.global('inertia', pageElement))
  }
}
