import { join } from 'node:path'
import { check, format, getFileInfo, resolveConfig } from 'prettier'

/** A broken chain of calls, which Prettier may join again: https://github.com/prettier/prettier/issues/2803 */
const UNSTABLE = /^\s*\.\w.*[([{]$/m

/** The text as Prettier writes it in this place of the project, and also leaves it the next time. */
export async function formatted(root: string, path: string, text: string) {
  const options = await optionsOf(root, path)
  if (!options) return text
  const once = await format(text, options)
  return UNSTABLE.test(once) ? format(once, options) : once
}

export async function isFormatted(root: string, path: string, text: string) {
  const options = await optionsOf(root, path)
  return options ? check(text, options) : false
}

/** Null for a file that Prettier cannot format, or must not. */
async function optionsOf(root: string, path: string) {
  const filepath = join(root, path)
  const ignorePath = join(root, '.prettierignore')
  const { ignored, inferredParser } = await getFileInfo(filepath, { ignorePath })
  if (ignored || !inferredParser) return null
  return { ...(await resolveConfig(filepath)), filepath }
}
