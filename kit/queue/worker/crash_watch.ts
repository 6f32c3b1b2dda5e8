import { spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Logger } from '@adonisjs/core/logger'
import { urlOfCurrent } from '#postgres/cluster'
import { currentOrigin } from '#queue/origin'
import { CHARGE, RELEASE } from '#queue/run_log/crash_store'
import type { JobStore } from '#queue/run_log/job_store'
import { textsOf } from '#queue/thrown'

const NOTE_WITHIN_MS = 5000
/** The worker listens to these signals, and ends. */
const STOPS = ['SIGTERM', 'SIGINT']
/** These signals end no process. */
const HARMLESS = 'CHLD CONT PIPE STOP TSTP TTIN TTOU URG USR1 WINCH'.split(' ')

interface RunningJob {
  id: string
  name: string
}

interface Watched {
  readonly id: string
  readonly jobs: RunningJob[]
}

/**
 * Notices when a job ends its worker: by an uncaught error, by `process.exit`, or by a signal. It logs the job, and
 * stores it in PostgreSQL, so that the other running jobs need not run alone.
 */
export class CrashWatch {
  #reason?: string
  #isOver = false
  #isEndedByJob = false

  constructor(
    private worker: Watched,
    private store: Pick<JobStore, 'clientConfig'>,
    private logger: Logger
  ) {}

  start() {
    process.on('uncaughtExceptionMonitor', (error) => this.#threw(error))
    process.prependListener('exit', (code) => this.#exits(code))
    const { kill, abort } = process
    process.kill = (pid, signal = 'SIGTERM') => {
      const name = signalName(signal)
      const isMine = [process.pid, -process.pid, 0].includes(pid) && isDeadly(name)
      if (isMine && this.#current) this.#end(`called process.kill with ${name}`)
      return kill.call(process, pid, signal)
    }
    process.abort = () => {
      if (this.#current) this.#end('called process.abort')
      return abort.call(process)
    }
  }

  /**
   * From now on the worker ends by itself, so no job is to blame.
   * @returns the exit code; it is not 0 when a job has ended the worker
   */
  stop(code: number) {
    this.#isOver = true
    return this.#isEndedByJob ? code || 1 : code
  }

  /** The id of the job whose code is running. */
  get #current() {
    return currentOrigin().parent
  }

  #threw(error: unknown) {
    const { message } = textsOf(error)
    this.#reason = `threw an error that nothing caught (${message})`
    this.logger.fatal({ err: error }, this.#sentence(this.#reason))
  }

  #exits(code: number) {
    if (this.#isOver || (!this.#current && this.worker.jobs.length === 0)) return
    if (code === 0) process.exitCode = 1
    this.#end(`called process.exit(${code})`)
  }

  #end(reason: string) {
    if (!this.#reason) this.logger.fatal(this.#sentence(reason))
    this.#isOver = true
    this.#isEndedByJob = true
    const guilty = this.#guilty
    if (guilty) this.#note(guilty, this.#reason ?? reason)
  }

  /** When several jobs run, a job is to blame only if its own code was running. */
  get #guilty() {
    const { jobs } = this.worker
    return this.#current ?? (jobs.length === 1 ? jobs[0].id : undefined)
  }

  #sentence(reason: string) {
    const { jobs } = this.worker
    const guilty = this.#guilty
    const known = jobs.find(({ id }) => id === guilty)
    const who = guilty
      ? `the job ${known ? nameOf(known) : `#${guilty}, which had ended,`}`
      : 'a job'
    const running = jobs.length > 0 ? jobs.map(nameOf).join(', ') : 'none'
    return `The worker ends: ${who} ${reason}. Jobs that were running: ${running}`
  }

  get #connection() {
    const config = this.store.clientConfig
    const { connectionString: url } = config
    return url ? { ...config, connectionString: urlOfCurrent(url) } : config
  }

  #note(guilty: string, reason: string) {
    const { jobs, id } = this.worker
    const others = jobs.filter((job) => job.id !== guilty).map((job) => job.id)
    const statements = [{ text: RELEASE, values: [others, id] }]
    if (others.length < jobs.length) statements.push({ text: CHARGE, values: [guilty, reason] })
    const program = new URL(`crash_note${extname(import.meta.url)}`, import.meta.url)
    spawnSync(process.execPath, [fileURLToPath(program)], {
      input: JSON.stringify({
        connection: this.#connection,
        statements,
      }),
      timeout: NOTE_WITHIN_MS,
      stdio: ['pipe', 'ignore', 'inherit'],
    })
  }
}

function nameOf({ id, name }: RunningJob) {
  return `${name} #${id}`
}

function signalName(signal: string | number) {
  if (typeof signal === 'string') return signal
  return Object.entries(constants.signals).find(([, number]) => number === signal)?.[0]
}

/** Signal 0 only checks whether the process lives. */
function isDeadly(name?: string) {
  if (!name || HARMLESS.includes(name.replace('SIG', ''))) return false
  return STOPS.includes(name) || process.listenerCount(name) === 0
}
