import { Job } from '#queue/job'
import { trace } from '#queue/tests/support/jobs/trace'

export default class CrashWorkerJob extends Job {
  async handle({ key }: { key: string }) {
    await trace(key, 'crashing')
    process.kill(process.pid, 'SIGKILL')
  }

  async rescue({ key }: { key: string }) {
    await trace(key, 'dead')
  }
}
