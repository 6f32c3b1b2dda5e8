import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { BrokerProcess } from './broker_process.ts'

const PROGRAM = fileURLToPath(new URL('rabbitmq_console.erl', import.meta.url))
const PATIENCE_MS = 10_000
const ANSWER = /^(answer|refusal) (.*)$/

/** Arguments that make the Erlang VM listen to a `RabbitmqConsole`. */
export const consoleArguments = ['-noshell', '-eval', `file:eval(${JSON.stringify(PROGRAM)})`]

/**
 * Evaluates Erlang in a RabbitMQ of the tests, one expression at a time.
 */
export class RabbitmqConsole {
  readonly #server: BrokerProcess
  readonly #lines: Interface
  #last: Promise<unknown> = Promise.resolve()

  constructor(server: BrokerProcess) {
    this.#server = server
    this.#lines = createInterface({ input: server.stdout })
  }

  /**
   * @param expression one line of Erlang, ended by a full stop
   * @returns its value in Erlang's notation
   * @throws when the expression fails, or when RabbitMQ does not answer within ten seconds
   */
  evaluate(expression: string) {
    const evaluated = this.#last.then(() => this.#ask(expression))
    this.#last = evaluated.catch(() => {})
    return evaluated
  }

  #ask(expression: string) {
    return new Promise<string>((resolve, reject) => {
      const finish = (settle: () => void) => {
        this.#lines.off('line', hear)
        clearTimeout(timeout)
        settle()
      }
      const refuse = (why: string) =>
        finish(() => reject(new Error(`RabbitMQ: ${expression} ${why}`)))
      const hear = (line: string) => {
        const [, kind, value] = line.match(ANSWER) ?? []
        if (kind === 'answer') finish(() => resolve(value))
        if (kind === 'refusal') refuse(`failed: ${value}`)
      }
      const timeout = setTimeout(() => refuse('was not answered'), PATIENCE_MS)
      this.#lines.on('line', hear)
      this.#server.stdin.write(`${expression}\n`)
    })
  }
}
