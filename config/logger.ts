import { Buffer } from 'node:buffer'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, destination } from '@adonisjs/core/logger'
import type { InferLoggers } from '@adonisjs/core/types'
import { serializeError } from '#queue/define_config'

/**
 * Human-readable lines, written at once even if the output is a pipe: `npm run dev` forwards them. An installation for
 * production lacks the package; if NODE_ENV says something else there, `node ace doctor` names that.
 */
async function readable() {
  const { default: pretty } = await import('pino-pretty').catch(() => ({ default: undefined }))
  if (!pretty) return buffered()
  return pretty({
    sync: true,
    singleLine: true,
    ignore: 'pid,hostname,name',
    translateTime: 'HH:MM:ss',
  })
}

/**
 * JSON, several lines per write: one write per line would cost a busy worker more than most jobs do. A line waits at
 * most 100 ms. An exit flushes the buffer; only a `kill -9` loses it.
 */
function buffered() {
  const out = destination({
    minLength: 8192,
    periodicFlush: 100,
    sync: false,
    contentMode: 'buffer',
  })
  // With text, sonic-boom copies the whole buffer for each line to count its bytes.
  return { write: (line: string) => out.write(Buffer.from(line) as never) }
}

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'easystart',
      level: env.get('LOG_LEVEL', 'info'),
      serializers: { err: serializeError },
      destination: app.inProduction ? buffered() : await readable(),
      redact: { paths: ['password', '*.password', 'authorization', 'cookie'] },
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
