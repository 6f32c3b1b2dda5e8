import drive from '@adonisjs/drive/services/main'
import { newKey } from '#files/unclaimed_files'
import { extensionOf } from '#files/file_name'
import type { StoredFile } from '#files/stored_file'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const base64 = (text: string) => Buffer.from(text, 'base64')

/** An archive whose first entry is in this folder, by which programs know the document. */
const office = (folder: string) => {
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  const name = `${folder}/document.xml`
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, bytes(name)])
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'

/** The smallest files of some types, for factories, seeders and tests. */
const SAMPLES: Record<string, { type: string; content: Buffer }> = {
  csv: { type: 'text/csv; charset=utf-8', content: bytes('name,total\nFirst,7\n') },
  docx: { type: `${OFFICE}.wordprocessingml.document`, content: office('word') },
  json: { type: 'application/json', content: bytes('{}\n') },
  md: { type: 'text/markdown; charset=utf-8', content: bytes('# Title\n') },
  pdf: { type: 'application/pdf', content: bytes(PDF) },
  png: { type: 'image/png', content: base64(PNG) },
  pptx: { type: `${OFFICE}.presentationml.presentation`, content: office('ppt') },
  txt: { type: 'text/plain; charset=utf-8', content: bytes('A text\n') },
  xlsx: { type: `${OFFICE}.spreadsheetml.sheet`, content: office('xl') },
}

/** The extensions of the samples. */
export const SAMPLE_EXTENSIONS = Object.keys(SAMPLES)

/** The content of a file to upload in a test. */
export function sampleContent(extension: string) {
  return SAMPLES[extension].content
}

/** Writes a small file for a record of a factory or a seeder. */
export async function sampleFile(folder: string, name: string): Promise<StoredFile> {
  const { type, content } = SAMPLES[extensionOf(name)]
  const key = await newKey(folder)
  await drive.use().put(key, content, { contentType: type })
  return { key, name, size: content.length, type }
}
