import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { test } from '@japa/runner'
import { S3Driver } from '@adonisjs/drive/drivers/s3'
import { s3Options } from '#config/drive'
import { diskOf } from '#start/env_rules'

test.group('DRIVE_DISK', () => {
  test('files are stored in a folder unless DRIVE_DISK says otherwise', ({ assert }) => {
    assert.equal(diskOf(() => undefined)('DRIVE_DISK'), 'fs')
    assert.equal(diskOf(() => 'files')('DRIVE_DISK', 's3'), 's3')
  })

  test('S3 without a bucket is refused, and the message names the variable', ({ assert }) => {
    assert.throws(
      () => diskOf(() => undefined)('DRIVE_DISK', 's3'),
      'Missing environment variable "S3_BUCKET". "DRIVE_DISK=s3" needs it'
    )
  })

  test('an unknown disk is refused', ({ assert }) => {
    const message = 'The value of "DRIVE_DISK" is not fs or s3'
    assert.throws(() => diskOf(() => 'files')('DRIVE_DISK', 'ftp'), message)
  })
})

test.group('S3', () => {
  test('another service than Amazon gets the bytes of a file and nothing else', async ({
    assert,
    cleanup,
  }) => {
    const uploads: { path: string; bytes: Buffer }[] = []
    const server = createServer(async (request, response) => {
      uploads.push({ path: request.url!, bytes: await buffer(request) })
      response.end()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    cleanup(() => void server.close())

    const { port } = server.address() as AddressInfo
    const credentials = { accessKeyId: 'id', secretAccessKey: 'secret' }
    const options = { ...s3Options(`http://127.0.0.1:${port}`), bucket: 'files', credentials }
    const disk = new S3Driver(options)
    await disk.putStream('1.webp', Readable.from([Buffer.from('picture')]), { contentLength: 7 })
    assert.lengthOf(uploads, 1)
    assert.match(uploads[0].path, /^\/files\/1\.webp/)
    assert.equal(uploads[0].bytes.toString(), 'picture')
  })
})
