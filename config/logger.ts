import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig } from '@adonisjs/core/logger'
import type { InferLoggers } from '@adonisjs/core/types'

/**
 * Lines for people, written at once, also when another program reads them: `npm run dev` passes them on.
 */
async function readable() {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ sync: true, ignore: 'pid,hostname,name', translateTime: 'HH:MM:ss' })
}

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'easystart',
      level: env.get('LOG_LEVEL', 'info'),
      destination: app.inProduction ? undefined : await readable(),
      redact: { paths: ['password', '*.password', 'authorization', 'cookie'] },
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
