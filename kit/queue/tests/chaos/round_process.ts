import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { endGroupWith } from '../support/brokers/process_group.ts'
import type { Broker } from './options.ts'
import type { RoundPlan, RoundResult } from './round_plan.ts'

const MAIN = fileURLToPath(new URL('round_process_main.ts', import.meta.url))

/**
 * A round in a process of its own, whose workers and servers end with it and with this process.
 */
export class RoundProcess {
  readonly #child: ChildProcess
  isStopped = false

  constructor(broker: Broker, plan: RoundPlan) {
    this.#child = fork(MAIN, [JSON.stringify(plan)], {
      detached: true,
      execArgv: ['--import=@poppinss/ts-exec'],
      env: environmentOf(broker),
    })
    endGroupWith(this.#child)
  }

  /** Resolves when it has ended; undefined where it has come to none, and has said why. */
  async result() {
    let result: RoundResult | undefined
    // The app itself sends a word when it is ready.
    this.#child.on('message', (message) => {
      if (typeof message === 'object') result = message as RoundResult
    })
    await once(this.#child, 'exit')
    return result
  }

  /** Lets it take its servers down; the second time it is killed. */
  stop() {
    this.#child.kill(this.isStopped ? 'SIGKILL' : 'SIGTERM')
    this.isStopped = true
  }
}

/** A server that the developer uses is not for this, which kills and empties its own. */
function environmentOf(broker: Broker): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'test',
    TEST_LANE: `chaos_${broker}`,
    QUEUE_CONNECTION: broker,
    LOG_LEVEL: 'error',
    REDIS_URL: undefined,
    AMQP_URL: undefined,
  }
}
