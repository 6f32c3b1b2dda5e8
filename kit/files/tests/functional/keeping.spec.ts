import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import { deleteUnclaimedFiles, keepFiles } from '#files/main'
import { createTables, Paper, storedKeys, uploaded } from '#files/tests/support/paper'

const kept = async (name = 'scan.pdf') => keepFiles('papers', { scan: await uploaded(name) })
const expire = () => db.from('unclaimed_files').update({ expires_at: db.raw('now()') })

/** Each file has one hour to get its record. */
async function filesAfterAnHour() {
  await expire()
  await deleteUnclaimedFiles()
  return storedKeys()
}

test.group('Files | keeping', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    return () => drive.restore('fs')
  })
  group.each.setup(createTables)

  test('a file of a record stays', async ({ assert, db: rows }) => {
    const paper = await Paper.create(await kept())
    assert.deepEqual(await filesAfterAnHour(), [paper.scan!.key])
    await rows.assertEmpty('unclaimed_files')
    await paper.refresh()
    assert.match(paper.scan!.key, /^files\/papers\/[\da-f-]{36}$/)
    assert.containSubset(paper.scan, { name: 'scan.pdf', type: 'application/pdf' })
  })

  test('a value that is no file stays, and a file that was not sent has no key', async ({
    assert,
  }) => {
    const values = { title: 'A title', scan: null, cover: undefined }
    assert.deepEqual(await keepFiles('papers', values), { title: 'A title', scan: null } as never)
  })

  test('a file whose record is not saved is deleted after an hour', async ({ assert }) => {
    const values = await kept()
    await deleteUnclaimedFiles()
    assert.deepEqual(await storedKeys(), [values.scan.key])
    assert.isEmpty(await filesAfterAnHour())
  })

  test('a rollback leaves no file', async ({ assert }) => {
    const values = await kept()
    const trx = await db.transaction()
    await Paper.create(values, { client: trx })
    await trx.rollback()
    assert.isEmpty(await filesAfterAnHour())
  })

  test('a rollback keeps the file of before', async ({ assert }) => {
    const paper = await Paper.create(await kept())
    const { scan } = paper
    const values = await kept()
    const trx = await db.transaction()
    await paper.useTransaction(trx).merge(values).save()
    await trx.rollback()
    assert.deepEqual(await filesAfterAnHour(), [scan!.key])
  })

  test('a replaced file is deleted, at once', async ({ assert }) => {
    const paper = await Paper.create(await kept())
    await paper.merge(await kept('other.pdf')).save()
    await deleteUnclaimedFiles()
    assert.deepEqual(await storedKeys(), [paper.scan!.key])
  })

  test('a removed file is deleted', async ({ assert }) => {
    const paper = await Paper.create(await kept())
    await paper.merge({ scan: null }).save()
    await deleteUnclaimedFiles()
    assert.isEmpty(await storedKeys())
  })

  test('another change keeps the file', async ({ assert }) => {
    const paper = await Paper.create(await kept())
    await db.from('file_papers').update({ scan: { ...paper.scan, name: 'new name.pdf' } })
    assert.deepEqual(await filesAfterAnHour(), [paper.scan!.key])
  })

  const deletions: Record<string, (paper: Paper) => Promise<unknown>> = {
    'by its model': (paper) => paper.delete(),
    'in bulk': () => Paper.query().delete(),
    'in SQL': () => db.rawQuery('DELETE FROM file_papers'),
    'with the record that it belongs to': () => db.from('file_folders').delete(),
  }
  for (const [way, deletePaper] of Object.entries(deletions)) {
    test(`the file of a record that is deleted ${way} is deleted`, async ({ assert }) => {
      const [folder] = await db.table('file_folders').returning('id').insert({ id: 1 })
      const paper = await Paper.create({ ...(await kept()), folderId: folder.id })
      await deletePaper(paper)
      assert.lengthOf(await storedKeys(), 1)
      await deleteUnclaimedFiles()
      assert.isEmpty(await storedKeys())
    })
  }

  test('a file that cannot be deleted is deleted at the next time', async ({ assert }) => {
    await kept()
    await expire()
    const disk = drive.use()
    const { delete: deleteFile } = disk
    disk.delete = async () => {
      throw new Error('The disk is away')
    }
    await assert.rejects(deleteUnclaimedFiles, 'The disk is away')
    disk.delete = deleteFile
    assert.lengthOf(await storedKeys(), 1)
    assert.isEmpty(await filesAfterAnHour())
  })

  test('more files than are deleted at once are all deleted', async ({ assert, db: rows }) => {
    const keys = Array.from({ length: 120 }, (_, index) => ({ key: `files/${index}` }))
    await db
      .table('unclaimed_files')
      .multiInsert(keys.map((one) => ({ ...one, expires_at: '-infinity' })))
    await deleteUnclaimedFiles()
    await rows.assertEmpty('unclaimed_files')
    assert.isEmpty(await storedKeys())
  })
})
