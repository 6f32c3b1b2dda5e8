/** The questions that a program of the bench answers, see Child. */
export type Answers = Record<string, (...values: never[]) => unknown>

/**
 * Answers the bench that started this process, until the bench disconnects.
 */
export function answer(answers: Answers) {
  process.on('message', async ({ number, question, values }: Question) => {
    try {
      tell({ number, answer: await answers[question](...(values as never[])) })
    } catch (error) {
      tell({ number, error: String((error as Error).stack) })
    }
  })
  process.on('disconnect', () => process.exit())
  tell({ ready: true })
}

export interface Question {
  number: number
  question: string
  values: unknown[]
}

export function tell(message: object) {
  process.send?.(message)
}

/** The time in milliseconds, by a monotonic clock that all processes of the machine share. */
export function instant() {
  return Number(process.hrtime.bigint()) / 1e6
}
