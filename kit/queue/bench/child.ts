import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { memoryOf } from '../../../bench/proc.ts'

const ANSWER_TIMEOUT_MS = 300_000

interface Reply {
  number: number
  answer?: unknown
  error?: string
}

/**
 * A program of the bench in a process of its own. Its standard output goes to /dev/null.
 */
export class Child {
  #child: ChildProcess
  #replies = new EventEmitter()
  #ended: Promise<never>
  #asked = 0

  /**
   * @param file in this folder
   * @param flags of Node
   */
  constructor(file: string, args: string[], env: NodeJS.ProcessEnv, flags: string[] = []) {
    this.#child = fork(fileURLToPath(new URL(file, import.meta.url)), args, {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      execArgv: flags,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#replies.setMaxListeners(0)
    this.#child.on('message', (reply: Reply) => this.#replies.emit(String(reply.number), reply))
    this.#ended = this.#end()
    this.#ended.catch(() => undefined)
    process.once('exit', this.kill)
    this.#child.once('exit', () => process.off('exit', this.kill))
  }

  get pid() {
    return this.#child.pid!
  }

  /** Resident memory in MB, if the kernel reports it (Linux). */
  get memory() {
    return memoryOf(this.pid)
  }

  /** Listens to the messages that the program sends by itself. */
  on(listener: (message: Record<string, number>) => void) {
    this.#child.on('message', listener)
  }

  async ready() {
    await this.#message()
    return this
  }

  /**
   * @throws the error of the program, and an error when the program ends or does not answer within five minutes
   */
  async ask<Answer = void>(question: string, ...values: unknown[]): Promise<Answer> {
    const number = ++this.#asked
    const timeout = AbortSignal.timeout(ANSWER_TIMEOUT_MS)
    const replied = once(this.#replies, String(number), { signal: timeout })
    this.#child.send({ number, question, values })
    const [{ answer, error }] = (await Promise.race([replied, this.#ended])) as [Reply]
    if (error) throw new Error(error)
    return answer as Answer
  }

  kill = () => {
    if (this.#isRunning) this.#child.kill('SIGKILL')
  }

  async stop() {
    if (!this.#isRunning) return
    const exited = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await exited
  }

  get #isRunning() {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  async #message() {
    await Promise.race([once(this.#child, 'message'), this.#ended])
  }

  async #end(): Promise<never> {
    const [code, signal] = await once(this.#child, 'exit')
    throw new Error(`A program of the bench ended with ${code ?? signal}`)
  }
}
