import { BackupFailed } from '#backups/errors'

type StorageError = Error & {
  code?: string
  cause?: unknown
  $metadata?: { httpStatusCode?: number }
}

const MISSING = ['ENOENT', 'NoSuchKey', 'NotFound']
const NO_KEYS = ['CredentialsProviderError']
const CANNOT_WRITE = ['ENOENT', 'ENOTDIR', 'EEXIST', 'EACCES', 'EPERM', 'EROFS']
const NO_ROOM = ['ENOSPC', 'EDQUOT']
const NO_ANSWER = ['TimeoutError', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE']

/** @returns whether the file does not exist, in a folder or a bucket */
export function isMissing(error: unknown) {
  return hasName(reasonOf(error as StorageError), MISSING)
}

/**
 * Says in one sentence why a disk of Drive failed.
 * @param disk such as `The storage of the backups`
 */
export function storageFailure(error: unknown, disk: string) {
  if (error instanceof BackupFailed) return error
  const reason = reasonOf(error as StorageError)
  return new BackupFailed(`${disk} ${sentenceOf(reason)}`)
}

function sentenceOf(reason: StorageError) {
  const text = reason.message.split('\n')[0] || reason.code || reason.name
  if (hasName(reason, ['NoSuchBucket'])) {
    return 'has no such bucket. Make it, or correct its name (BACKUP_BUCKET, S3_BUCKET)'
  }
  const isRefused = [401, 403].includes(reason.$metadata?.httpStatusCode ?? 0)
  if (isRefused || hasName(reason, NO_KEYS)) {
    return `refuses the access (${reason.name}). Correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or their rights`
  }
  if (hasName(reason, NO_ANSWER) || (reason.$metadata?.httpStatusCode ?? 0) >= 500) {
    return `does not answer (${text}). Correct S3_ENDPOINT, or run it again when the service works`
  }
  if (hasName(reason, CANNOT_WRITE)) {
    return `failed (${text}). Correct BACKUP_ROOT or DRIVE_ROOT, or the rights of its folder`
  }
  // Drive tells only that it stopped reading when a folder refuses the rest of a file.
  if (hasName(reason, [...NO_ROOM, 'ABORT_ERR'])) {
    return `refuses the rest of a file. Make room on its disk, or correct BACKUP_ROOT or DRIVE_ROOT (${text})`
  }
  return `failed: ${text}`
}

/** Drive wraps the errors of its drivers. */
function reasonOf(error: StorageError): StorageError {
  return error.cause instanceof Error ? reasonOf(error.cause as StorageError) : error
}

function hasName({ name, code }: StorageError, names: string[]) {
  return names.includes(name) || (code !== undefined && names.includes(code))
}
