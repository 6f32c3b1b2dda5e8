import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { s3Options } from '#config/drive'
import { s3Disk } from '#files/s3_disk'
import { BrokerServer } from '#queue/tests/support/brokers/broker_server'
import { installedProgram } from '#queue/tests/support/brokers/installed_program'
import { freePort } from '#tests/support/free_port'

const PARTS = ['account', 'container', 'object'] as const

const ACCESS_KEY = 'shop:operator'
const SECRET_KEY = 'secret-of-the-shop'

const CREDENTIALS = { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY }

const BUILD_RINGS = `
import json, sys
from swift.common.ring import RingBuilder
for part, port in json.loads(sys.argv[1]).items():
    builder = RingBuilder(1, 1, 0)
    place = dict(region=1, zone=1, ip='127.0.0.1', port=port, device='disk', weight=1, meta='')
    builder.add_dev(place)
    builder.rebalance()
    builder.get_ring().save(part + '.ring.gz')
`

/** Each part makes a session of its own, so the kernel ends it with the proxy: the process group would not. */
const ALL_PARTS = `
  for part in ${PARTS.join(' ')}; do setpriv --pdeathsig SIGKILL "swift-$part-server" "$part.conf" & done
  exec swift-proxy-server proxy.conf
`

/** OpenStack Swift with its API of S3, as some hosts offer it: one copy of each object, and signatures that are checked. */
export class ObjectStorage extends BrokerServer {
  static readonly program = 'swift-proxy-server'
  static readonly isInstalled = () =>
    ['proxy', ...PARTS].every((part) => installedProgram(`swift-${part}-server`))

  readonly title = 'Swift'

  get url() {
    return `http://127.0.0.1:${this.port}`
  }

  get client() {
    return new S3Client({
      endpoint: this.url,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: CREDENTIALS,
    })
  }

  /** The variables of an app that uses it. */
  get env() {
    return {
      S3_ENDPOINT: this.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: SECRET_KEY,
    }
  }

  /** That of the app, with the settings of a service that is not Amazon's. */
  async driver(bucket: string, changes: object = {}) {
    const { resolver } = s3Disk({
      ...s3Options(this.url),
      region: 'us-east-1',
      credentials: CREDENTIALS,
      bucket,
      ...changes,
    })
    const make = await resolver()
    return make()
  }

  async addBucket(Bucket: string) {
    await this.client.send(new CreateBucketCommand({ Bucket }))
  }

  async keysOf(Bucket: string) {
    const { Contents = [] } = await this.client.send(new ListObjectsV2Command({ Bucket }))
    return Contents.map(({ Key }) => Key!)
  }

  async flush() {}

  protected async prepare() {
    const disk = join(this.folder, 'devices', 'disk')
    if (!existsSync(disk)) {
      await mkdir(disk, { recursive: true })
      await this.#prepareParts()
      await writeFile(join(this.folder, 'proxy.conf'), this.#proxyConfiguration)
    }
    return { program: '/bin/sh', args: ['-c', ALL_PARTS], cwd: this.folder }
  }

  protected async answers() {
    return fetch(`${this.url}/healthcheck`).then(
      ({ ok }) => ok,
      () => false
    )
  }

  /** The rings say on which port and disk each part is. They are built once. */
  async #prepareParts() {
    const rings: Record<string, number> = {}
    for (const part of PARTS) {
      rings[part] = await freePort()
      const configuration = this.#partConfiguration(part, rings[part])
      await writeFile(join(this.folder, `${part}.conf`), configuration)
    }
    const args = ['-c', BUILD_RINGS, JSON.stringify(rings)]
    execFileSync('/usr/bin/python3', args, { cwd: this.folder })
  }

  #partConfiguration(part: string, port: number) {
    return `${this.#place(port)}
devices = ${join(this.folder, 'devices')}
mount_check = false
[pipeline:main]
pipeline = ${part}-server
[app:${part}-server]
use = egg:swift#${part}
`
  }

  get #proxyConfiguration() {
    return `${this.#place(this.port)}
[pipeline:main]
pipeline = catch_errors healthcheck cache listing_formats s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_${ACCESS_KEY.replace(':', '_')} = ${SECRET_KEY} .admin
[filter:slo]
use = egg:swift#slo
`
  }

  #place(port: number) {
    return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${this.folder}`
  }
}
