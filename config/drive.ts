import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, services } from '@adonisjs/drive'
import type { InferDriveDisks } from '@adonisjs/drive/types'

/**
 * Files that people upload. They are private: controllers serve them, with headers of their own. Several servers need
 * one place for all of them: a folder that they share, or S3.
 */
const driveConfig = defineConfig({
  default: env.get('DRIVE_DISK'),
  services: {
    fs: services.fs({ location: folder(), visibility: 'private', serveFiles: false }),
    ...(env.get('DRIVE_DISK') === 's3' && { s3: s3() }),
  },
})

export default driveConfig

/** A build is replaced as a whole, so the folder is beside it. */
function folder() {
  if (app.inTest) return app.tmpPath('storage')
  return env.get('DRIVE_ROOT') ?? app.makePath(app.inProduction ? '../storage' : 'storage')
}

/**
 * Amazon S3, or a service with its API: MinIO, Cloudflare R2, DigitalOcean Spaces, Hetzner and others. Its client takes
 * 50 MB of memory, so it is loaded only if it is used.
 */
function s3() {
  return services.s3({
    credentials: credentials(),
    region: env.get('AWS_REGION', 'us-east-1'),
    endpoint: env.get('S3_ENDPOINT'),
    forcePathStyle: env.get('S3_ENDPOINT') !== undefined,
    bucket: env.get('S3_BUCKET', ''),
    visibility: 'private',
    supportsACL: false,
  })
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
