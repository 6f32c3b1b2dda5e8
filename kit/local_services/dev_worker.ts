import type { ChildCommand } from './child_command.ts'
import { watchSources } from './source_watcher.ts'

/**
 * The sources of the worker. Without a slash only the folder itself is watched: `database` for the generated columns of
 * models, the root for `.env`.
 */
const SOURCES = [
  'app/',
  'config/',
  'database',
  'kit/',
  'providers/',
  'start/',
  'resources/lang/',
  'resources/views/',
  '.adonisjs/server/',
  '.',
]

/** Sources that the worker does not load. The web server also writes its routes as JSON for a moment at each start. */
const OTHER_SOURCES =
  /^app\/(controllers|middleware)\/|^kit\/[^/]+\/(middleware|tests|bench)\/|^\.adonisjs\/server\/(routes\.json|controllers\.ts)$/

/** All other files in the root are settings of tools. */
const ROOT_SOURCES = /^(\.env(\..+)?|adonisrc\.ts|package\.json)$/

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

export interface DevWorkerOptions {
  root: string
  spawn: () => ChildCommand
  say: (line: string) => void
  firstPauseMs?: number
}

/**
 * The worker of `npm run dev`. It restarts when one of its sources changes and after a crash. The pause after a crash
 * doubles each time, so that the error of a crash loop stays readable. It starts again at the first pause once a worker
 * has run longer than the longest pause.
 */
export class DevWorker {
  readonly #options: DevWorkerOptions
  readonly #firstPauseMs: number
  #pauseMs: number
  #child?: ChildCommand
  #again?: NodeJS.Timeout
  #stopWatching?: () => Promise<void>
  #isRestarting = false
  #isClosed = false

  constructor(options: DevWorkerOptions) {
    this.#options = options
    this.#firstPauseMs = options.firstPauseMs ?? FIRST_PAUSE_MS
    this.#pauseMs = this.#firstPauseMs
  }

  /** Resolves once the sources are watched. */
  async start() {
    this.#run()
    this.#stopWatching = await watchSources(this.#options.root, SOURCES, {
      isIgnored: (path) => !isOfWorker(path),
      onChange: (path) => this.#changed(path),
    })
    if (this.#isClosed) await this.#stopWatching()
  }

  /** Prevents further restarts. The owner stops the running command. */
  async close() {
    this.#isClosed = true
    clearTimeout(this.#again)
    await this.#stopWatching?.()
  }

  #run() {
    const child = this.#options.spawn()
    const startedAt = Date.now()
    this.#child = child
    void child.ended.then((code) => this.#ended(child, code, Date.now() - startedAt))
  }

  #ended(child: ChildCommand, code: number, livedMs: number) {
    if (child.isStopping || this.#isClosed) return
    if (livedMs > LONGEST_PAUSE_MS) this.#pauseMs = this.#firstPauseMs
    const pauseMs = this.#pauseMs
    this.#pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    this.#options.say(
      `ended with exit code ${code}; it restarts in ${pauseMs / 1000} s, or when a file changes`
    )
    this.#again = setTimeout(() => this.#restart('starting again'), pauseMs)
  }

  #changed(path: string) {
    this.#pauseMs = this.#firstPauseMs
    void this.#restart(`restarting, ${path} changed`)
  }

  /** Ignores changes while the previous worker stops, because the next worker reads them anyway. */
  async #restart(reason: string) {
    if (this.#isRestarting) return
    this.#isRestarting = true
    clearTimeout(this.#again)
    this.#options.say(reason)
    await this.#child?.stop()
    this.#isRestarting = false
    if (!this.#isClosed) this.#run()
  }
}

function isOfWorker(path: string) {
  return path.includes('/') ? !OTHER_SOURCES.test(path) : ROOT_SOURCES.test(path)
}
