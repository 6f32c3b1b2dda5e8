import './node_version.js'
import '../otel.js'
import 'reflect-metadata'
import type { RequestListener } from 'node:http'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import { createWebServer, prepareToStop, type Stopping } from '../kit/http/serving/web_server.js'
import { explainMistake } from './mistakes.js'

const APP_ROOT = new URL('../', import.meta.url)

const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

/** A plain id, which is safe to write into the logs of all services. */
const REQUEST_ID = /^[\w.:+/=-]{1,128}$/

/**
 * Keeps the request id that a proxy has set if it is a plain one; else the app generates an id.
 */
function withRequestId(handle: RequestListener): RequestListener {
  return (request, response) => {
    if (!REQUEST_ID.test(String(request.headers['x-request-id'] ?? ''))) {
      delete request.headers['x-request-id']
    }
    handle(request, response)
  }
}

function explain(error: NodeJS.ErrnoException & { port?: number }) {
  if (explainMistake(error)) return
  if (error.code !== 'EADDRINUSE') return prettyPrintError(error)
  console.error(
    `Port ${error.port} is in use by another program. Stop it, or choose another port: PORT=${Number(error.port) + 1}`
  )
}

/**
 * terminate() does not stop an app that is still starting. A supervisor sends SIGTERM and may know a load balancer; after
 * Ctrl-C nobody waits for one.
 */
async function end(app: ApplicationService, signal: 'SIGTERM' | 'SIGINT') {
  if (!app.isReady) process.exit(signal === 'SIGTERM' ? 143 : 130)
  const { drainSeconds, graceSeconds } = app.config.get<Stopping>('app.stopping')
  await prepareToStop({ drainSeconds: signal === 'SIGTERM' ? drainSeconds : 0, graceSeconds })
  await app.terminate()
}

new Ignitor(APP_ROOT, { importer: IMPORTER })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.listen('SIGTERM', () => end(app, 'SIGTERM'))
    app.listen('SIGINT', () => end(app, 'SIGINT'))
  })
  .httpServer()
  .start((handle) => createWebServer(withRequestId(handle)))
  .catch(async (error) => {
    await explain(error)
    // An open connection would keep the failed process alive, so nobody would start it again.
    process.exit(1)
  })
