import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MultipartFile } from '@adonisjs/core/bodyparser'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { BaseModel, column } from '@adonisjs/lucid/orm'
import type { StoredFile } from '#files/main'
import { sampleContent } from '#files/sample_file'

export class Paper extends BaseModel {
  static table = 'file_papers'

  @column({ isPrimary: true })
  declare id: number

  @column()
  declare folderId: number | null

  @column()
  declare scan: StoredFile | null
}

/** The transaction of the test takes the tables back. */
export async function createTables() {
  await db.rawQuery(`
    CREATE TABLE file_folders (id serial PRIMARY KEY);
    CREATE TABLE file_papers (
      id serial PRIMARY KEY, scan jsonb, folder_id int REFERENCES file_folders ON DELETE CASCADE
    );
    CREATE TRIGGER file_papers_scan AFTER INSERT OR DELETE OR UPDATE OF scan ON file_papers
      FOR EACH ROW EXECUTE FUNCTION claim_file('scan');
  `)
}

/** A file as the body parser hands it to a validator. */
export async function uploaded(clientName: string, content: Buffer = sampleContent('pdf')) {
  const tmpPath = join(tmpdir(), `upload-${crypto.randomUUID()}`)
  await writeFile(tmpPath, content)
  const file = new MultipartFile({ fieldName: 'scan', clientName, headers: {} }, {})
  return Object.assign(file, { size: content.length, tmpPath, state: 'consumed' as const })
}

/** The keys of all files on the disk. */
export async function storedKeys() {
  const { objects } = await drive.use().listAll('', { recursive: true })
  return [...objects].flatMap((file) => ('key' in file ? [file.key] : []))
}
