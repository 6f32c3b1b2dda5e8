import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import drive from '@adonisjs/drive/services/main'
import db from '@adonisjs/lucid/services/db'
import personalData from '#config/personal_data'
import { UserFactory } from '#database/factories/user_factory'
import { deleteUnclaimedFiles } from '#files/main'
import { sampleContent, sampleFile } from '#files/sample_file'
import AccountDeletion from '#models/account_deletion'
import DataExport from '#models/data_export'
import queue from '#queue/main'
import { exportedFiles } from '#tests/support/data_export'

const origin = { ipAddress: null, userAgent: null }

/** A table with a file for each of the accounts. */
async function papersOf(...userIds: number[]) {
  await db.rawQuery(`
    CREATE TABLE papers (id serial PRIMARY KEY, user_id int, scan jsonb);
    CREATE TRIGGER papers_scan AFTER INSERT OR DELETE OR UPDATE OF scan ON papers
      FOR EACH ROW EXECUTE FUNCTION claim_file('scan');
  `)
  const rows = userIds.map(async (userId) => {
    return { user_id: userId, scan: await sampleFile('papers', 'scan.pdf') }
  })
  return db
    .table('papers')
    .returning(['scan'])
    .multiInsert(await Promise.all(rows))
}

test.group('Data exports | files of records', (group) => {
  group.each.setup(() => {
    drive.fake('fs')
    personalData.papers = { rows: 'user_id = :id', files: ['scan'] }
    return () => {
      drive.restore('fs')
      delete personalData.papers
    }
  })

  test('an export has the files of the account, and no others', async ({ assert }) => {
    const [user, other] = await UserFactory.createMany(2)
    const [own, foreign] = await papersOf(user.id, other.id)
    await DataExport.request(user, origin)
    await queue.drain()

    const files = await exportedFiles(user)
    assert.equal(files[`${own.scan.key}/scan.pdf`], sampleContent('pdf').toString())
    assert.notProperty(files, `${foreign.scan.key}/scan.pdf`)
    assert.include(files['json/papers.json'], own.scan.key)
  })

  test('the erasure of an account deletes its files, and no others', async ({ assert }) => {
    const deletesAt = DateTime.now().minus({ hours: 1 })
    const user = await UserFactory.merge({ deletesAt }).create()
    const other = await UserFactory.create()
    const [own, foreign] = await papersOf(user.id, other.id)
    await AccountDeletion.erase(user.id)
    await deleteUnclaimedFiles()

    assert.isFalse(await drive.use().exists(own.scan.key))
    assert.isTrue(await drive.use().exists(foreign.scan.key))
  })
})
