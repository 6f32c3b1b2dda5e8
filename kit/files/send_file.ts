import contentDisposition from 'content-disposition'
import drive from '@adonisjs/drive/services/main'
import { createError } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { isPicture, type StoredFile } from '#files/stored_file'

const E_FILE_NOT_FOUND = createError('There is no such file', 'E_FILE_NOT_FOUND', 404)

/**
 * Answers with the file of a record. Authorize before. Only pictures are shown in the browser, all else is downloaded.
 * @throws E_FILE_NOT_FOUND if the record has no file
 */
export async function sendFile(
  { request, response }: Pick<HttpContext, 'request' | 'response'>,
  file: StoredFile | null
) {
  if (!file || !(await drive.use().exists(file.key))) throw new E_FILE_NOT_FOUND()
  for (const [name, value] of Object.entries(headersOf(file))) response.header(name, value)
  if (request.header('if-none-match')?.includes(etagOf(file))) {
    return response.status(304).send(null)
  }

  response.header('Content-Length', String(file.size))
  return response.stream(await drive.use().getStream(file.key))
}

/** The browser asks again each time, because the permission to see the file can end. */
function headersOf(file: StoredFile) {
  const type = isPicture(file) ? 'inline' : 'attachment'
  return {
    'Content-Type': file.type,
    'Content-Disposition': contentDisposition(file.name, { type }),
    'Content-Security-Policy': `default-src 'none'; sandbox`,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-cache',
    'ETag': etagOf(file),
  }
}

/** A key never gets other bytes. */
const etagOf = ({ key }: StoredFile) => `"${key.split('/').at(-1)}"`
