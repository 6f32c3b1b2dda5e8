// @ts-expect-error It has no types: knex does not show it.
import Transaction from 'knex/lib/execution/transaction.js'
import edge from 'edge.js'
import type { ApplicationService } from '@adonisjs/core/types'
import { limitAcquisitions } from '#http/query_time_limit'

/**
 * Repairs of packages, each with the version that will make it needless.
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
   * In development the types of the routes and of the components are written while other processes read them.
   */
  async #writeGeneratedFilesWhole() {
    if (this.app.inProduction) return
    const { writeGeneratedFilesWhole } = await import('#console/generated_files')
    writeGeneratedFilesWhole()
  }

  /**
   * Edge 6.5 lists the folders of components anew for every request, in production too: its plugin for them is
   * registered before the app configures the cache.
   */
  #listComponentsOnce() {
    if (!this.app.inProduction) return
    const { loader } = edge
    const listComponents = loader.listComponents.bind(loader)
    let components: ReturnType<typeof listComponents> | undefined
    loader.listComponents = () => (components ??= listComponents())
  }

  /**
   * A transaction whose BEGIN or SAVEPOINT fails has not begun; but knex 3.3 hands it out all the same, and each of its
   * queries then says "already complete" and not why. The first error is the one that is kept.
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
   * A transaction whose COMMIT fails was not committed, be it a deferred constraint or a connection that is lost just
   * then; but knex 3.3 resolves `trx.commit()`, and only another promise says so. Lucid does not ask that one.
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
   * In a script element `<!--<script>` swallows the rest of the page: no `<` of a prop may stand there as it
   * is. Inertia 5.0 escapes only slashes.
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
