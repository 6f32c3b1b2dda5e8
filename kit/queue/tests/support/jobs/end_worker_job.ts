import { setTimeout as wait } from 'node:timers/promises'
import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

interface Payload {
  key: string
  how: 'exit' | 'exit with 0' | 'timer' | 'memory' | 'SIGTERM'
}

/**
 * Ends its worker in every run.
 */
export default class EndWorkerJob extends Job {
  static attempts = 5

  async handle({ key, how }: Payload) {
    await trace(key, 'ending')
    if (how === 'exit') process.exit(3)
    if (how === 'exit with 0') process.exit(0)
    if (how === 'memory') fillMemory()
    if (how === 'SIGTERM') process.kill(process.pid, how)
    else throwLater()
    await wait(60_000)
  }

  async rescue({ key }: Payload) {
    await trace(key, 'dead')
  }
}

function throwLater() {
  setTimeout(() => {
    throw new Error('nobody catches this')
  }, 10)
}

function fillMemory() {
  const kept: number[][] = []
  for (;;) kept.push(new Array(4_000_000).fill(Math.random()))
}
