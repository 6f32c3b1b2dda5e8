/**
 * The jobs of the bench, in the worker.
 */
import { Job } from '@rlanz/bull-queue'
import { instant, tell } from './answers.ts'
import { writeRow } from './rows.ts'

interface Numbered {
  number: number
}

abstract class NumberedJob extends Job {
  abstract handle(payload: Numbered): Promise<void>

  async rescue() {}
}

class DoNothing extends NumberedJob {
  async handle(_payload: Numbered) {}
}

class WriteRow extends NumberedJob {
  async handle({ number }: Numbered) {
    await writeRow(number)
  }
}

/** Reports when it began. */
class TellStart extends NumberedJob {
  async handle({ number }: Numbered) {
    tell({ started: number, at: instant() })
  }
}

/** Runs for longer than its worker lives. */
class NeverEnd extends NumberedJob {
  async handle({ number }: Numbered) {
    tell({ started: number, at: instant() })
    await new Promise(() => setTimeout(() => undefined, 600_000))
  }
}

export const jobs = { noOp: DoNothing, row: WriteRow, tellStart: TellStart, neverEnd: NeverEnd }
