import { test } from '@japa/runner'
import { diskOf } from '#start/env_rules'

test.group('DRIVE_DISK', () => {
  test('files are stored in a folder unless it says otherwise', ({ assert }) => {
    assert.equal(diskOf(() => undefined)('DRIVE_DISK'), 'fs')
    assert.equal(diskOf(() => 'files')('DRIVE_DISK', 's3'), 's3')
  })

  test('S3 without a bucket is refused, and the message names the variable', ({ assert }) => {
    assert.throws(
      () => diskOf(() => undefined)('DRIVE_DISK', 's3'),
      'Missing environment variable "S3_BUCKET". "DRIVE_DISK=s3" needs it'
    )
  })

  test('another place is refused', ({ assert }) => {
    const message = 'The value of "DRIVE_DISK" is not fs or s3'
    assert.throws(() => diskOf(() => 'files')('DRIVE_DISK', 'ftp'), message)
  })
})
