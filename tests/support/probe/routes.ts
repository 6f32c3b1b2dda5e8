import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { listFields, listing } from '#lists/main'
import AccountEvent from '#models/account_event'
import type User from '#models/user'
import AccountEventTransformer from '#transformers/account_event_transformer'
import { middleware } from '#start/kernel'

/** The routes of the pages in this folder, which only the build of the browser tests has. */
const PEOPLE = ['Ada', 'Alan', 'Barbara', 'Edsger', 'Grace', 'Katherine'].map((label, index) => ({
  value: index + 1,
  label,
}))

const fieldsValidator = vine.create({
  title: vine.string().trim().minLength(3),
  summary: vine.string().trim().maxLength(40).nullable(),
  weight: vine.localNumber().nullable(),
  budget: vine.localDecimal().min('0').scale(2).nullable(),
  dueOn: vine.localDate().nullable(),
  startsAt: vine.localDateTime().nullable(),
  opensAt: vine.localTime().nullable(),
  status: vine.enum(['draft', 'active']),
  size: vine.enum(['small', 'large']),
  isPublic: vine.boolean(),
  isDone: vine.boolean().optional(),
  person: vine.number().nullable(),
  watchers: vine.array(vine.number()).maxLength(3),
  tags: vine.textList(vine.string().maxLength(8)).maxLength(3),
  cover: vine
    .file({ size: '1mb', extnames: ['pdf', 'png'] })
    .nullable()
    .optional(),
})

/** The events of the account as a list by keys. */
const eventsByKeys = listing(() => AccountEvent, {
  filters: {
    user: (query, user: User) => query.where('userId', user.id),
  },
  sorts: ['createdAt'],
  sort: '-createdAt',
  perPage: 20,
  by: 'keys',
  count: false,
})

const eventsValidator = vine.create({ ...listFields(eventsByKeys) })

router
  .group(() => {
    router
      .get('probe/events', async ({ auth, inertia, request }) => {
        const { filters, choice } = await request.choose(eventsValidator)
        const events = await eventsByKeys({ ...filters, user: auth.getUserOrFail() })
        const page = AccountEventTransformer.paginate(events.rows, events.metadata)
        return inertia.render('probe/event_list' as never, { choice, events: page } as never)
      })
      .as('probe.events')
    router.get('probe/fields', ({ inertia, request, session }) =>
      inertia.render(
        'probe/form_fields' as never,
        {
          sent: session.flashMessages.get('sent'),
          isGuarded: request.input('guarded') === '1',
          people: PEOPLE.slice(0, 3),
        } as never
      )
    )
    router.post('probe/fields', async ({ request, response, session }) => {
      const { cover, startsAt, ...values } = await request.validateUsing(fieldsValidator)
      const moment = startsAt?.toUTC().toISO() ?? null
      const file = cover && `${cover.clientName} ${cover.size}`
      session.flash('sent', JSON.stringify({ ...values, startsAt: moment, cover: file }))
      return response.redirect().toPath('/probe/fields')
    })
    router
      .get('probe/people', ({ request, response }) => {
        const search = String(request.input('search')).toLowerCase()
        if (search === 'fail') return response.internalServerError({})
        return { data: PEOPLE.filter(({ label }) => label.toLowerCase().includes(search)) }
      })
      .as('probe.people')
    router
      .post('probe/faults/:token', async ({ request }) => {
        await db.rawQuery('SELECT ?::integer', [request.input('password')])
      })
      .as('probe.faults')
    router
      .post('probe/crashes', () => {
        setTimeout(() => {
          throw new Error('nobody catches this')
        })
      })
      .as('probe.crashes')
  })
  .use(middleware.auth())
