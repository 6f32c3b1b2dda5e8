import { BlobReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js'
import drive from '@adonisjs/drive/services/main'
import DataExport from '#models/data_export'
import type User from '#models/user'

/** The files of the account's export, by name. */
export async function exportedFiles(user: User): Promise<Record<string, string>> {
  const ready = await DataExport.findReady(user)
  return unzipped(await drive.use().getBytes(ready!.key))
}

export async function unzipped(bytes: Uint8Array): Promise<Record<string, string>> {
  const zip = new ZipReader(new BlobReader(new Blob([Buffer.from(bytes)])))
  const files: [string, string][] = []
  for (const entry of await zip.getEntries()) {
    if (entry.directory) continue
    const content = await entry.getData(new Uint8ArrayWriter())
    files.push([entry.filename, Buffer.from(content).toString()])
  }
  return Object.fromEntries(files)
}

export async function storedExports() {
  const { objects } = await drive.use().listAll('exports', { recursive: true })
  return [...objects].flatMap((file) => ('key' in file ? [file.key] : []))
}
