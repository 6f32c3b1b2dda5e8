import { Buffer } from 'node:buffer'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, destination } from '@adonisjs/core/logger'
import type { InferLoggers } from '@adonisjs/core/types'
import { serializeError } from '#queue/thrown'

/**
 * Lines for people, written at once, also when another program reads them: `npm run dev` passes them on.
 */
async function readable() {
  const { default: pretty } = await import('pino-pretty')
  return pretty({
    sync: true,
    singleLine: true,
    ignore: 'pid,hostname,name',
    translateTime: 'HH:MM:ss',
  })
}

/**
 * JSON, several lines a write: a write for each would cost a busy worker more than most jobs do. A line waits for
 * 100 ms at most; an exit writes what there is, only a `kill -9` loses it.
 */
function buffered() {
  const out = destination({
    minLength: 8192,
    periodicFlush: 100,
    sync: false,
    contentMode: 'buffer',
  })
  // As text, sonic-boom copies all that is waiting with each line, to count its bytes.
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
