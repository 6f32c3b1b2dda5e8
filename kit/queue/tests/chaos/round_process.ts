import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { endGroupWith } from '../support/brokers/process_group.ts'
import { RUN_TYPESCRIPT } from '../../../../tests/support/typescript_process.ts'
import type { Broker } from './options.ts'
import type { RoundPlan, RoundResult } from './round_plan.ts'

const MAIN = fileURLToPath(new URL('round_process_main.ts', import.meta.url))

/**
 * Runs a round in its own process. Its workers and servers end with that process, or with this one.
 */
export class RoundProcess {
  readonly #child: ChildProcess
  isStopped = false

  constructor(broker: Broker, plan: RoundPlan) {
    this.#child = fork(MAIN, [JSON.stringify(plan)], {
      detached: true,
      execArgv: [RUN_TYPESCRIPT],
      env: environmentOf(broker),
    })
    endGroupWith(this.#child)
  }

  /** Resolves when the process has ended; undefined if it failed and has printed the reason. */
  async result() {
    let result: RoundResult | undefined
    // The app also sends a text message when it is ready.
    this.#child.on('message', (message) => {
      if (typeof message === 'object') result = message as RoundResult
    })
    await once(this.#child, 'exit')
    return result
  }

  /** Lets the process stop its servers. The second call kills it. */
  stop() {
    this.#child.kill(this.isStopped ? 'SIGKILL' : 'SIGTERM')
    this.isStopped = true
  }
}

/** Hides the developer's own servers, because a round kills and empties its broker. */
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
