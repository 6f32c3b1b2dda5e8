import { errors } from '@vinejs/vine'
import { CommandRefused } from '#console/asking_command'
import { appSettings } from '#settings/define'

/** @throws CommandRefused which names the settings */
export function findSetting(name: string) {
  const { names } = appSettings()
  if (names.includes(name)) return name
  throw new CommandRefused(`There is no setting ${name}. There are: ${names.join(', ')}`)
}

/**
 * Stores a value as a person types it: the text itself, or if the rule wants no text, the JSON that it is.
 * @throws CommandRefused with the message of the rule
 */
export async function storeText(name: string, text: string) {
  const refusals: string[] = []
  for (const value of [text, ...jsonIn(text)]) {
    try {
      await appSettings().set(name, value)
      return
    } catch (error) {
      if (!(error instanceof errors.E_VALIDATION_ERROR)) throw error
      refusals.push(error.messages[0].message)
    }
  }
  throw new CommandRefused(`${name}: ${refusals[0]}`)
}

function jsonIn(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    return []
  }
}
