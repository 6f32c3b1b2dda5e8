import { test } from '@japa/runner'
import { format, resolveConfig } from 'prettier'
import { registerMiddleware } from '#generators/edits/kernel'
import { addTableWithoutPersonalData } from '#generators/edits/personal_data'
import { needsOnlyUser, useMail } from '#generators/edits/notifications'
import { addMemberRoute } from '#generators/edits/routes'
import { addSchedule } from '#generators/edits/schedules'
import { nameOf } from '#generators/name'
import { addVisits } from '#generators/edits/visits'

test.group('Generators | edits', () => {
  test('a schedule comes last, and its import in order', async ({ assert }) => {
    const text = `import { schedule } from '#queue/schedules/main'
import EraseAccounts from '#jobs/erase_accounts'
import PruneTokens from '#jobs/prune_tokens'

// At night.
schedule(EraseAccounts).hourly()
schedule(PruneTokens).daily()
`
    const job = { pascal: 'PollInbox', path: 'poll_inbox' }
    const edited = addSchedule(text, job, '.hourly()')
    const options = await resolveConfig('start/schedules.ts')
    assert.equal(
      await format(edited, { ...options, parser: 'typescript' }),
      text
        .replace(
          'import PruneTokens',
          "import PollInbox from '#jobs/poll_inbox'\nimport PruneTokens"
        )
        .concat('schedule(PollInbox).hourly()\n')
    )
  })

  test('a notification sends the mail of its name, unless it has chosen one', ({ assert }) => {
    const text = `export default class OrderShipped extends AppNotification {
  static kind = 'order_shipped'
}
`
    const edited = useMail(text, nameOf('order_shipped'))
    assert.include(
      edited,
      "job: () => import('#jobs/send_order_shipped_mail'), payload: { userId }"
    )
    assert.equal(useMail(edited, nameOf('other')), edited)
  })

  test('a job whose mail needs more than its reader is not called for it', ({ assert }) => {
    const job = (payload: string) =>
      `export default class Send extends MailJob { async handle(${payload}) {} }`
    assert.isTrue(needsOnlyUser(job('{ userId }: { userId: number }')))
    assert.isFalse(needsOnlyUser(job('{ userId, at }: { userId: number; at: string }')))
    assert.isFalse(needsOnlyUser(job('{ id }: { id: number }')))
  })

  test('a middleware is added to its stack: {0}')
    .with([
      ['named', "router.named({\n  auth: () => import('#a'),\n})", "audit: () => import('#b')"],
      ['router', "router.use([\n  () => import('#a'),\n])", "() => import('#b')"],
      ['server', "server.use([\n  () => import('#a'),\n])", "() => import('#b')"],
    ] as const)
    .run(({ assert }, [stack, text, line]) => {
      const edited = registerMiddleware(text, stack, 'audit', '#b')
      assert.include(edited, line)
      assert.include(edited, "() => import('#a')")
      assert.throws(() => registerMiddleware('', stack, 'audit', '#b'), 'start/kernel.ts has no')
    })

  test('a route is added to the group of members, not to another one', ({ assert }) => {
    const text = `router.group(() => {
  router.get('a')
}).use(middleware.guest())
router
  .group(() => {
    router.get('b')
  })
  .use(middleware.auth())
`
    const edited = addMemberRoute(text, "router.get('c')")
    assert.match(edited, /router\.get\('b'\)\s+router\.get\('c'\)\s+\}\)\s+\.use\(middleware\.auth/)
    assert.throws(() => addMemberRoute('', 'x'), 'start/routes.ts has no group')
  })

  test('a page is added to the walk beside the pages of members', ({ assert }) => {
    const text = `export const VISITS: Visit[] = [
  { shows: 'home', route: 'home', as: 'guest', open: at('/') },
  { shows: 'data', route: 'data', as: 'regular', open: at('/data') },
  { shows: 'side bar', as: 'regular', open: sideBar },
]
`
    const line = "  { shows: 'books', route: 'books.index', as: 'regular', open: at('/books') },\n"
    const edited = addVisits(text, [{ shows: 'books', route: 'books.index', path: '/books' }])
    assert.equal(edited, text.replace("  { shows: 'side bar'", `${line}  { shows: 'side bar'`))
  })

  test('a table without personal data stands beside the others', ({ assert }) => {
    const text = "const personalData = {\n  'schedules': NONE,\n  ...more,\n}\n"
    assert.equal(
      addTableWithoutPersonalData(text, 'books'),
      text.replace('NONE,\n', "NONE,\n  'books': NONE,\n")
    )
  })
})
