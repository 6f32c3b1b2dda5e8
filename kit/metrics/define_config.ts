export interface MetricsConfig {
  /** The port of `/metrics`; without it there are no metrics. */
  port?: number
  /** The interface. By default only this machine can reach it. */
  host: string
  /** A request must have it: `Authorization: Bearer …`. */
  token?: string
}

interface MetricsOptions {
  port?: number
  host?: string
  token?: string
}

export function defineConfig({ port, host = '127.0.0.1', token }: MetricsOptions): MetricsConfig {
  return { port, host, token }
}
