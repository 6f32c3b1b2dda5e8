import { mkdtemp, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { LocalServices } from '#local_services/local_services'
import { claimDirectory, placeOf } from '#local_services/place'

test.group('Local services | place', (group) => {
  let folder: string

  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'easystart-place-'))
    return () => rm(folder, { recursive: true, force: true })
  })

  test('every checkout and environment has its own directory', ({ assert }) => {
    const directories = [
      placeOf({ root: folder, environment: 'test' }),
      placeOf({ root: folder, environment: 'development' }),
      placeOf({ root: tmpdir(), environment: 'test' }),
    ].map((place) => place.directory)

    assert.lengthOf(new Set(directories), 3)
  })

  test('a symbolic link to the checkout has the same directory', async ({ assert }) => {
    const link = `${folder}-link`
    await symlink(folder, link)
    try {
      const places = [folder, link].map((root) => placeOf({ root, environment: 'test' }))
      assert.deepEqual(places[0], places[1])
    } finally {
      await rm(link)
    }
  })

  test('socket paths stay within 107 bytes, even with a long TMPDIR', ({ assert }) => {
    const before = process.env.TMPDIR
    process.env.TMPDIR = folder
    try {
      const deep = placeOf({ root: folder, environment: 'test' })
      assert.isBelow(`${deep.directory}/postgres/.s.PGSQL.5432.lock`.length, 107)
    } finally {
      process.env.TMPDIR = before
      if (before === undefined) delete process.env.TMPDIR
    }
  })

  test('a directory is accessible to its owner only', async ({ assert }) => {
    const path = join(folder, 'runtime')
    claimDirectory(path, 0o700)

    const { mode } = await stat(path)
    assert.equal(mode & 0o777, 0o700)
  })

  test('a symbolic link instead of a directory is refused', async ({ assert }) => {
    const path = join(folder, 'link')
    await symlink(tmpdir(), path)
    assert.throws(() => claimDirectory(path, 0o700), /not safe to use/)
  })

  test('the connection is known before any service runs', ({ assert }) => {
    const services = new LocalServices({ root: folder, environment: 'test', directory: '/run/x' })

    assert.deepEqual(services.databaseConnection(), {
      host: '/run/x/postgres',
      port: 5432,
      user: 'postgres',
      database: 'easystart_test',
    })
    assert.equal(
      services.databaseUrl('other'),
      'postgresql://postgres@/other?host=%2Frun%2Fx%2Fpostgres'
    )
  })
})
