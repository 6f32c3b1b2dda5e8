/** What a program of the bench can be asked, see Child. */
export type Answers = Record<string, (...values: never[]) => unknown>

/**
 * Answers the bench that started this process, until it goes away.
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

/** Milliseconds of a clock that all processes of the machine share, and that nobody sets. */
export function instant() {
  return Number(process.hrtime.bigint()) / 1e6
}
