import { createHash } from 'node:crypto'
import type { S3Client } from '@aws-sdk/client-s3'
import type { S3DriverOptions } from '@adonisjs/drive/drivers/s3/types'

/** In milliseconds. By default the client waits for ever. */
const TIMEOUTS = { connectionTimeout: 5000, socketTimeout: 60_000 }

/** Each warning comes with an error, which the caller handles. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/**
 * The disk of a bucket of Amazon S3, or of a service with its API. Its client takes 50 MB of memory, so it is loaded only
 * if it is used.
 */
export function s3Disk(options: Exclude<S3DriverOptions, { client: unknown }>) {
  const resolver = async () => {
    const [{ S3Driver }, Client] = await Promise.all([
      import('@adonisjs/drive/drivers/s3'),
      import('@aws-sdk/client-s3'),
    ])
    const client = new Client.S3Client({ requestHandler: TIMEOUTS, logger: SILENT, ...options })
    addContentMd5(client)
    refuseLeftovers(client)
    return () => new S3Driver({ ...options, client })
  }
  return { type: 'provider' as const, resolver }
}

/**
 * Several services, such as OpenStack Swift, remove many objects at once only with this header, which Amazon's client no
 * longer sends.
 * @see https://github.com/aws/aws-sdk-js-v3/blob/main/supplemental-docs/MD5_FALLBACK.md
 */
function addContentMd5({ middlewareStack }: S3Client) {
  middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'DeleteObjectsCommand') {
          const { headers, body } = args.request as {
            headers: Record<string, string>
            body: string
          }
          headers['Content-MD5'] = createHash('md5').update(body).digest('base64')
        }
        return next(args)
      },
    { step: 'build', name: 'addContentMd5' }
  )
}

/** The answer is 200 although single objects could not be removed, and Drive does not read it. */
function refuseLeftovers({ middlewareStack }: S3Client) {
  middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args)
        if (commandName === 'DeleteObjectsCommand') {
          const { Errors: [left] = [] } = result.output as {
            Errors?: { Key: string; Message: string }[]
          }
          if (left) throw new Error(`${left.Key} was not removed: ${left.Message}`)
        }
        return result
      },
    { step: 'initialize', name: 'refuseLeftovers' }
  )
}
