import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, services } from '@adonisjs/drive'
import type { InferDriveDisks } from '@adonisjs/drive/types'
import { s3Disk } from '#files/s3_disk'

/**
 * Files that people upload. They are private: controllers serve them, with headers of their own. Several servers need
 * one place for all of them: a folder that they share, or S3.
 */
const driveConfig = defineConfig({
  default: env.get('DRIVE_DISK'),
  services: {
    fs: services.fs({ location: folder(), visibility: 'private', serveFiles: false }),
    ...(env.get('DRIVE_DISK') === 's3' && { s3: s3() }),
    /** Another place than that of the files, so that one accident does not take both. */
    backups: backupsDisk(),
  },
})

export default driveConfig

/** A build is replaced as a whole, so the folder is beside it. */
export function folder() {
  if (app.inTest) return app.tmpPath('storage')
  return env.get('DRIVE_ROOT') ?? app.makePath(app.inProduction ? '../storage' : 'storage')
}

function backupsDisk() {
  const bucket = env.get('BACKUP_BUCKET')
  if (bucket) return s3Disk({ ...s3Options(env.get('S3_ENDPOINT')), bucket })
  return services.fs({ location: backupFolder(), visibility: 'private', serveFiles: false })
}

function backupFolder() {
  if (app.inTest) return app.tmpPath('backups')
  return env.get('BACKUP_ROOT') ?? app.makePath(app.inProduction ? '../backups' : 'backups')
}

/** Amazon S3, or a service with its API: MinIO, Cloudflare R2, DigitalOcean Spaces, Hetzner and others. */
function s3() {
  return s3Disk(s3Options(env.get('S3_ENDPOINT')))
}

/**
 * Not every service knows the checksums that Amazon's client has added to each upload since version 3.729: some refuse
 * them, others store them as a part of the file.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-dataintegrity.html
 */
export function s3Options(endpoint: string | undefined) {
  return {
    credentials: credentials(),
    region: env.get('AWS_REGION', 'us-east-1'),
    endpoint,
    forcePathStyle: endpoint !== undefined,
    requestChecksumCalculation: endpoint ? 'WHEN_REQUIRED' : 'WHEN_SUPPORTED',
    responseChecksumValidation: endpoint ? 'WHEN_REQUIRED' : 'WHEN_SUPPORTED',
    bucket: env.get('S3_BUCKET', ''),
    visibility: 'private',
    supportsACL: false,
  } as const
}

/** Without them the client of AWS looks for the role of the machine. */
function credentials() {
  const accessKeyId = env.get('AWS_ACCESS_KEY_ID')
  const secretAccessKey = env.get('AWS_SECRET_ACCESS_KEY')?.release()
  return accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined
}

declare module '@adonisjs/drive/types' {
  export interface DriveDisks extends InferDriveDisks<typeof driveConfig> {}
}
