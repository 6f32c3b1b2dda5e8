import './node_version.js'
import 'reflect-metadata'
import { createServer, type RequestListener } from 'node:http'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import type { ApplicationService } from '@adonisjs/core/types'
import { plainHeaders } from '../kit/http/plain_headers.js'
import { explainMistake } from './mistakes.js'

const APP_ROOT = new URL('../', import.meta.url)

const IMPORTER = (filePath: string) => {
  if (filePath.startsWith('./') || filePath.startsWith('../')) {
    return import(new URL(filePath, APP_ROOT).href)
  }
  return import(filePath)
}

/**
 * The liveness check only shows that the process answers, so it uses neither a session nor the database.
 */
function withLiveness(handle: RequestListener): RequestListener {
  return (request, response) => {
    if (request.url === '/health/live') {
      response.writeHead(200, { 'Content-Type': 'application/json', ...plainHeaders })
      response.end('{"status":"live"}')
    } else {
      handle(request, response)
    }
  }
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
 * terminate() does not stop an app that is still starting.
 */
function end(app: ApplicationService, exitCode: number) {
  return app.isReady ? app.terminate() : process.exit(exitCode)
}

new Ignitor(APP_ROOT, { importer: IMPORTER })
  .tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
    app.listen('SIGTERM', () => end(app, 143))
    app.listen('SIGINT', () => end(app, 130))
  })
  .httpServer()
  .start((handle) => createServer(withLiveness(withRequestId(handle))))
  .catch(async (error) => {
    await explain(error)
    // An open connection would keep the failed process alive, so nobody would start it again.
    process.exit(1)
  })
