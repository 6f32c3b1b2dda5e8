import { CommandRefused } from '#console/asking_command'
import { isStorable, typedText } from '#http/input/text'
import { LONGEST_MESSAGE } from '#maintenance/state'

/** Control characters, and the line breaks of Unicode. */
const CONTROL = /[\p{Cc}\u2028\u2029]/u

/**
 * Reads `--message`: one line of plain text.
 * @throws CommandRefused
 */
export function readMessage(text?: string): string | null {
  if (text === undefined) return null
  const message = typedText(text)
  if (!message) throw new CommandRefused('--message is empty. Write one, or leave the flag out')
  if (CONTROL.test(message) || !isStorable(message)) {
    throw new CommandRefused(
      '--message has a control character, such as a line break. Write one line'
    )
  }
  if (message.length > LONGEST_MESSAGE) {
    throw new CommandRefused(
      `--message has ${message.length} characters. Write at most ${LONGEST_MESSAGE}`
    )
  }
  return message
}
