import type { ApplicationService } from '@adonisjs/core/types'
import type { MetricsConfig } from '#metrics/define_config'
import type { MetricsServer } from '#metrics/metrics_server'

/** Commands that run until they are stopped. */
const SERVICES = ['queue:listen', 'schedule:work']

/**
 * Opens METRICS_PORT in web servers, workers and schedulers. Without the variable it loads nothing.
 */
export default class MetricsProvider {
  #server?: MetricsServer

  constructor(protected app: ApplicationService) {}

  async start() {
    const config = this.app.config.get<MetricsConfig>('metrics')
    if (!config.port || this.app.getMode() !== 'run') return
    if (this.app.getEnvironment() === 'web') return this.#open(config)
    if (this.app.getEnvironment() !== 'console') return

    const ace = await this.app.container.make('ace')
    ace.executing(async (command) => {
      if (SERVICES.includes(command.commandName)) await this.#open(config)
    })
  }

  async shutdown() {
    await this.#server?.stop()
  }

  async #open(config: MetricsConfig) {
    const [{ MetricsServer: Server }, { createRegistry }, logger] = await Promise.all([
      import('#metrics/metrics_server'),
      import('#metrics/registry'),
      this.app.container.make('logger'),
    ])
    const registry = await createRegistry(this.app)
    this.#server = new Server(registry, { ...config, port: config.port! }, logger)
    this.#server.start()
  }
}
