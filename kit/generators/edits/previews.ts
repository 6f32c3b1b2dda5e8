import { ChangeRefused } from '#generators/changes'
import type { Name } from '#generators/name'
import { addImport, addProperty, editCode, objectOf } from '#generators/syntax/code'

/** Adds a mail to `app/mails/previews.ts`. */
export function addPreview(text: string, { pascal, snake }: Name) {
  return editCode(text, (file) => {
    const previews = objectOf(file, 'previews')
    if (!previews) throw new ChangeRefused('app/mails/previews.ts has no object previews')
    const mail = `${pascal}Notification`
    addImport(file, { from: `#mails/${snake}_notification`, byDefault: mail })
    addProperty(previews, snake, `${snake}: (reader) => new ${mail}(reader)`)
  })
}
