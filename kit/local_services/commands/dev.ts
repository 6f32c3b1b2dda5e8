import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { BaseCommand } from '@adonisjs/core/ace'
import { EnvLoader, EnvParser } from '@adonisjs/core/env'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { ChildCommand, type ChildCommandOptions } from '#local_services/child_command'
import { DevWorker } from '#local_services/dev_worker'
import localServices from '#local_services/main'
import { choosePort, lockPorts } from '#local_services/ports'
import { takeOver } from '#console/signals'

const NAME_COLORS = { database: 'yellow', web: 'green', worker: 'magenta' } as const
type Name = keyof typeof NAME_COLORS
const NAME_WIDTH = '[database]'.length

/** The box around the address that `serve` prints, and progress lines that it redraws. */
const NOISE = /^(╭─|│ |╰─)|^❯ (Scanned|Creating)/

/** Cursor movements, which garble the output when lines of several processes mix. */
// eslint-disable-next-line no-control-regex
const CURSOR_MOVES = /\u001B\[\d*[A-HJKST]/g

const SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs the whole app: the web server, a worker and, unless the environment names others, PostgreSQL and the mailbox.
 * However it ends, all of its processes end too.
 */
export default class Dev extends BaseCommand {
  static commandName = 'dev'
  static description = 'Start the app with its worker, database and mailbox, for development'
  static help = [
    'Migrates and seeds the database, then prints the addresses. Ctrl-C stops',
    'everything. If DATABASE_URL or SMTP_URL is set, it uses that server instead of',
    'its own.',
    '',
    'Exits 1 if a part cannot start.',
  ]
  static options: CommandOptions = { startApp: false, staysAlive: true }

  #settings: Record<string, string | undefined> = {}
  #port = 0
  #commands = new Set<ChildCommand>()
  #worker?: DevWorker
  #bannerShown = false
  #stopping?: Promise<void>

  async run() {
    takeOver(SIGNALS, () => this.#stop(0))

    try {
      await this.#start()
    } catch (error) {
      if (!this.#stopping) {
        this.logger.error((error as Error).message)
      }
      await this.#stop(1)
    }
  }

  async #start() {
    const steps = [
      () => this.#readSettings(),
      () => this.#checkWantedPort(),
      () => Promise.all([this.#acquireServices(), this.#generateIndexes()]),
      () => this.#complete('database', ['migration:run', '--force']),
      () => this.#complete('database', ['db:seed']),
      () => this.#startWeb(),
      () => this.#startWorker(),
    ]
    for (const step of steps) {
      if (!this.#stopping) {
        await step()
      }
    }
  }

  async #readSettings() {
    for (const { contents } of await new EnvLoader(this.app.appRoot).load()) {
      const values = await new EnvParser(contents, this.app.appRoot).parse()
      this.#settings = { ...values, ...this.#settings }
    }
    this.#settings = { ...this.#settings, ...process.env }
    if (this.#settings.NODE_ENV === 'production') {
      throw new Error(
        'This command is for development. In production run npm start and npm run worker.'
      )
    }
  }

  /** Fails before any other work begins. The port is chosen later, when the web server starts. */
  async #checkWantedPort() {
    if (this.#settings.PORT) {
      await choosePort(this.#settings.PORT)
    }
  }

  async #acquireServices() {
    const { DATABASE_URL, SMTP_URL } = this.#settings
    if (!DATABASE_URL) {
      await localServices.acquire(['postgres'], { progress: (text) => this.logger.info(text) })
    }
    if (!SMTP_URL) {
      await localServices.acquire(['mailbox'])
    }
  }

  /** The commands below import the generated indexes, which may be stale after a `git pull`. */
  async #generateIndexes() {
    const { CodeGen } = await import('@adonisjs/assembler')
    const codegen = new CodeGen(this.app.appRoot, { hooks: this.app.rcFile.hooks })
    codegen.ui.switchMode('raw')
    await codegen.run()
  }

  async #complete(name: Name, command: string[]) {
    const code = await this.#spawn(name, command).ended
    if (code !== 0) {
      throw new Error(`node ace ${command.join(' ')} failed with exit code ${code}.`)
    }
  }

  async #startWeb() {
    const lock = await lockPorts()
    this.#port = await choosePort(this.#settings.PORT)

    const web = this.#spawn('web', ['serve', '--hmr', '--no-clear'], {
      stopSignal: 'SIGINT',
      print: (line) => {
        if (line.includes('Server address')) {
          lock?.release()
          this.#webIsReady()
        } else if (!this.#stopping) {
          this.#say('web', line)
          this.#noticeFailedStart(line)
        }
      },
    })
    void web.ended.then((code) => this.#webEnded(web, code))
  }

  async #webEnded(web: ChildCommand, code: number) {
    if (!web.isStopping) {
      this.logger.error(`The web server ended with exit code ${code}.`)
      await this.#stop(code || 1)
    }
  }

  #webIsReady() {
    if (this.#bannerShown) {
      this.#say('web', 'ready')
    } else {
      this.#bannerShown = true
      this.#showBanner()
    }
  }

  /** `serve` watches the files even after a failed first start; the server has then never become ready. */
  #noticeFailedStart(line: string) {
    if (!this.#bannerShown && line.includes('watching file system')) {
      this.logger.error('The web server did not start; the reason is above.')
      void this.#stop(1)
    }
  }

  #startWorker() {
    this.#worker = new DevWorker({
      root: fileURLToPath(this.app.appRoot),
      spawn: () => this.#spawn('worker', ['queue:listen']),
      say: (line) => this.#say('worker', line),
    })
    return this.#worker.start()
  }

  #spawn(name: Name, command: string[], options: Partial<ChildCommandOptions> = {}) {
    const child = new ChildCommand({
      root: this.app.appRoot,
      command,
      env: this.#environment(),
      print: (line) => this.#say(name, line),
      ...options,
    })
    this.#commands.add(child)
    void child.ended.then(() => this.#commands.delete(child))
    return child
  }

  #environment() {
    const colors = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}
    const port = this.#port ? { PORT: String(this.#port) } : {}
    return { ...process.env, ...colors, ...port, HOST: this.#host }
  }

  get #host() {
    return this.#settings.HOST ?? 'localhost'
  }

  #say(name: Name, line: string) {
    if (!NOISE.test(stripVTControlCharacters(line))) {
      const label = this.colors[NAME_COLORS[name]](`[${name}]`.padEnd(NAME_WIDTH))
      this.logger.log(`${label} ${line.replace(CURSOR_MOVES, '')}`)
    }
  }

  #showBanner() {
    const { APP_URL, DATABASE_URL, SMTP_URL } = this.#settings
    const url = APP_URL ?? `http://${this.#host}:${this.#port}`
    const { host, user, database } = localServices.databaseConnection()

    const banner = this.ui.sticker()
    banner.add(`App       ${this.colors.cyan(url)}`)
    if (!SMTP_URL) {
      banner.add(`Mailbox   ${this.colors.cyan(`${url}/dev/mailbox`)}`)
    }
    banner.add('Log in    demo@example.com / demo-password')
    banner.add(
      `Database  psql ${DATABASE_URL ? '"$DATABASE_URL"' : `-h ${host} -U ${user} ${database}`}`
    )
    banner.add(this.colors.dim('Ctrl-C stops everything'))
    banner.render()
  }

  #stop(exitCode: number) {
    this.#stopping ??= this.#stopEverything(exitCode)
    return this.#stopping
  }

  async #stopEverything(exitCode: number) {
    this.logger.info('Stopping …')
    await this.#worker?.close()
    await Promise.all([...this.#commands].map((command) => command.stop()))
    await localServices.release()
    process.exit(exitCode)
  }
}
