type State = 'good' | 'warning' | 'problem'

export interface Finding {
  /** The part that was checked, in one or two words. */
  check: string
  state: State
  /** One sentence without a full stop. It never has a password. */
  message: string
  /** An instruction; absent if all is good. */
  remedy?: string
}

export function good(check: string, message: string): Finding {
  return { check, state: 'good', message }
}

/** The app works, but not well, or not for long. */
export function warning(check: string, message: string, remedy: string): Finding {
  return { check, state: 'warning', message, remedy }
}

/** The app does not work, or not safely. */
export function problem(check: string, message: string, remedy: string): Finding {
  return { check, state: 'problem', message, remedy }
}
