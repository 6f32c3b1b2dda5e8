import drive from '@adonisjs/drive/services/main'
import { MultipartFile } from '@adonisjs/core/bodyparser'
import { contentType } from '#files/content_type'
import { fileName } from '#files/file_name'
import { newKey } from '#files/unclaimed_files'
import type { StoredFile } from '#files/stored_file'

/** The values of a form, with a stored file in the place of each uploaded one. A file that was not sent has no key. */
type Kept<Values> = {
  [Key in keyof Values]: [Extract<Values[Key], MultipartFile>] extends [never]
    ? Values[Key]
    : StoredFile | Exclude<Values[Key], MultipartFile>
}

/**
 * Writes the uploaded files of a form to the disk. Call it before the transaction that saves the record: if no record gets
 * a file within an hour, the file is deleted.
 * @param folder the table of the record
 */
export async function keepFiles<Values extends object>(folder: string, values: Values) {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  const kept = entries.map(async ([name, value]) => {
    return [name, value instanceof MultipartFile ? await keep(folder, value) : value]
  })
  return Object.fromEntries(await Promise.all(kept)) as Kept<Values>
}

async function keep(folder: string, { clientName, size, tmpPath }: MultipartFile) {
  const type = (await contentType(tmpPath!, clientName)) ?? 'application/octet-stream'
  const key = await newKey(folder)
  await drive.use().copyFromFs(tmpPath!, key, { contentType: type })
  return { key, name: fileName(clientName), size, type } satisfies StoredFile
}
