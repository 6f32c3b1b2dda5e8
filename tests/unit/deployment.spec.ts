import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { parse } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }

interface Service {
  build?: { args?: Record<string, string> }
  command?: string[]
  cap_drop: string[]
  environment?: Record<string, string>
  healthcheck?: { disable?: boolean }
  image: string
  networks: string[]
  read_only?: boolean
  security_opt: string[]
  stop_grace_period?: string
  deploy: { replicas?: number; resources: { limits: { memory: string } } }
  depends_on: Record<string, { condition: string }>
}

interface Compose {
  services: Record<string, Service>
  networks: Record<string, { internal?: boolean } | null>
}

/** The time for closing connections, after the grace time. */
const CLOSING_SECONDS = 5

const read = (file: string) => readFile(file, 'utf8')
const compose = parse(await read('compose.yml'), { merge: true }) as Compose
const { services } = compose

/** The instructions of the Dockerfile, with continued lines joined. */
async function instructions() {
  const text = await read('Dockerfile')
  const lines = text.replaceAll(/\\\n/g, ' ').split('\n')
  return lines.filter((line) => /^[A-Z]+ /.test(line))
}

/** The values of a setting of a unit of systemd. */
async function valuesIn(unit: string, name: string) {
  const text = await read(`deploy/systemd/${unit}`)
  return Array.from(text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm')), ([, value]) => value)
}

test.group('Dockerfile', () => {
  test('the image does not run as root', async ({ assert }) => {
    const lines = await instructions()
    assert.equal(
      lines.findLast((line) => line.startsWith('USER ')),
      'USER 1000:1000'
    )
  })

  test('the program is process 1, so it gets the signals, and its health is checked', async ({
    assert,
  }) => {
    const lines = await instructions()
    assert.match(lines.at(-1)!, /^CMD \["node", .*"bin\/server\.js"\]$/)
    assert.isTrue(
      lines.some((line) => /^HEALTHCHECK .* CMD \["node", "bin\/health\.js"\]/.test(line))
    )
  })

  test('the packages are installed before the sources are copied', async ({ assert }) => {
    const lines = await instructions()
    const install = lines.findIndex((line) => line.endsWith('npm ci'))
    assert.isAbove(install, lines.indexOf('COPY package.json package-lock.json .npmrc ./'))
    assert.isBelow(install, lines.indexOf('COPY . .'))
  })

  test('the release is in the environment, and a new one keeps the layers of the old one', async ({
    assert,
  }) => {
    const lines = await instructions()
    const argument = lines.findIndex((line) => /^ARG REVISION\b/.test(line))
    assert.isAbove(
      argument,
      lines.findLastIndex((line) => /^(COPY|RUN) /.test(line))
    )
    assert.include(lines, 'ENV APP_VERSION="$REVISION"')
    const { build } = services['web-1']
    assert.deepEqual(build?.args, { REVISION: '${RELEASE:-local}' })
  })

  test('the base is pinned to the version of Node in package.json, in GitLab too', async ({
    assert,
  }) => {
    const lines = await instructions()
    const images = lines.filter((line) => line.startsWith('FROM node:'))
    const { node } = manifest.dependencies
    assert.deepEqual(images, [`FROM node:${node}-bookworm-slim AS node`])
    assert.include(await read('.gitlab-ci.yml'), `image: node:${node}-bookworm`)
  })

  test('no secret and no file of a checkout gets into the image', async ({ assert }) => {
    const lines = await instructions()
    const dockerignore = await read('.dockerignore')
    const ignored = dockerignore.split('\n')
    assert.isFalse(lines.some((line) => /^ADD |^(ARG|ENV) .*(KEY|PASSWORD|SECRET|URL)/.test(line)))
    // Hidden files too: .env, .git.
    assert.includeMembers(ignored, ['.*', 'node_modules', 'build', 'tmp', 'storage', 'tests'])
  })
})

test.group('compose.yml', () => {
  test('every service drops its rights and has a limit of memory', ({ assert }) => {
    const { migrate, ...lasting } = services
    for (const service of Object.values(services)) {
      assert.deepEqual(service.cap_drop, ['ALL'])
      assert.deepEqual(service.security_opt, ['no-new-privileges:true'])
      assert.notMatch(service.image, /:latest$|^[^:]+$/)
    }
    for (const { deploy } of Object.values(lasting)) assert.exists(deploy.resources.limits.memory)
    assert.isTrue(migrate.read_only)
  })

  test('two web servers and two workers start after the migrations', ({ assert }) => {
    assert.equal(services.worker.deploy.replicas, 2)
    for (const name of ['web-1', 'web-2', 'worker']) {
      assert.isTrue(services[name].read_only)
      assert.equal(services[name].depends_on.migrate.condition, 'service_completed_successfully')
    }
  })

  test('the database and the broker are in a network without a way out', ({ assert }) => {
    assert.isTrue(compose.networks.back?.internal)
    assert.deepEqual(services.postgres.networks, ['back'])
    assert.deepEqual(services.rabbitmq.networks, ['back'])
  })

  test('a container has more time to stop than the app needs', ({ assert }) => {
    const { environment, stop_grace_period: grace } = services['web-1']
    const { DRAIN_SECONDS, GRACE_SECONDS } = environment!
    const needed = Number(DRAIN_SECONDS) + Number(GRACE_SECONDS) + CLOSING_SECONDS
    assert.isAtLeast(Number.parseInt(grace!, 10), needed)
    assert.equal(services.worker.stop_grace_period, grace)
  })

  test('the proxy notices a stopping server while it still serves', async ({ assert }) => {
    const caddyfile = await read('deploy/Caddyfile')
    const [, interval] = caddyfile.match(/health_interval (\d+)s/)!
    assert.isBelow(Number(interval), Number(services['web-1'].environment!.DRAIN_SECONDS))
    assert.include(caddyfile, 'health_uri /health/ready')
  })
})

test.group('systemd', () => {
  test('a web server takes the socket itself and never says that it stops', async ({ assert }) => {
    const unit = 'easystart-web@.service'
    const [start] = await valuesIn(unit, 'ExecStart')
    assert.match(start, /^\/\S+\/node .* build\/bin\/server\.js$/)
    assert.deepEqual(await valuesIn(unit, 'Sockets'), ['easystart-web.socket'])
    const environment = await valuesIn(unit, 'Environment')
    assert.include(environment.join(' '), 'DRAIN_SECONDS=0')
    assert.lengthOf(await valuesIn('easystart-web.socket', 'ListenStream'), 1)
  })

  test('a worker may write its backups, outside of the files that it backs up', async ({
    assert,
  }) => {
    const unit = 'easystart-worker@.service'
    const [environment] = await valuesIn(unit, 'Environment')
    const [folders] = await valuesIn(unit, 'StateDirectory')

    assert.match(environment, /DRIVE_ROOT=\/var\/lib\/easystart BACKUP_ROOT=\S+-backups$/)
    assert.equal(folders, 'easystart easystart-backups')
  })

  test('the guide copies the script that npm runs after an install', async ({ assert }) => {
    assert.include(await read('package.json'), '"postinstall": "node bin/prune.js"')
    assert.match(await read('docs/deploy.md'), /^cp .* package-lock\.json .* bin\/prune\.js \/srv/m)
  })

  test('{$self} is hardened, and has its secrets from a file')
    .with(['easystart-web@.service', 'easystart-worker@.service', 'easystart-migrate.service'])
    .run(async ({ assert }, unit) => {
      assert.deepEqual(await valuesIn(unit, 'NoNewPrivileges'), ['yes'])
      assert.deepEqual(await valuesIn(unit, 'ProtectSystem'), ['strict'])
      assert.deepEqual(await valuesIn(unit, 'User'), ['easystart'])
      assert.deepEqual(await valuesIn(unit, 'EnvironmentFile'), ['/etc/easystart.env'])
    })
})

test.group('Templates for CI', () => {
  test('GitHub and GitLab run every part of .ci/run', async ({ assert }) => {
    const script = await read('.ci/run')
    const [, parts] = script.match(/^all \| (.*)\) ;;$/m)!
    const workflow = parse(await read('.github/workflows/ci.yml'))
    const pipeline = parse(await read('.gitlab-ci.yml'))

    const wanted = parts.split(' | ')
    assert.deepEqual(workflow.jobs.part.strategy.matrix.part, wanted)
    assert.deepEqual(pipeline.part.parallel.matrix, [{ PART: wanted }])
    assert.deepEqual(workflow.permissions, { contents: 'read' })
  })
})
