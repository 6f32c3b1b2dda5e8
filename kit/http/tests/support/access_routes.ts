import { Readable } from 'node:stream'
import { AuthorizationResponse, BasePolicy } from '@adonisjs/bouncer'
import vine from '@vinejs/vine'
import router from '@adonisjs/core/services/router'
import type { HttpContext } from '@adonisjs/core/http'
import { middleware } from '#start/kernel'
import User from '#models/user'

export const HOST = 'access.localhost'

/** The record of the tests is an account. Members see only their own. */
export class CardPolicy extends BasePolicy {
  list() {
    return true
  }

  view(user: User, card: User) {
    return user.id === card.id || AuthorizationResponse.deny('Not your card', 404)
  }

  update() {
    return AuthorizationResponse.deny('The box is full').t('errors.throttled', { seconds: 2 })
  }

  delete() {
    return false
  }
}

export class OtherPolicy extends BasePolicy {
  list() {
    return true
  }
}

const cardOf = ({ params }: HttpContext) => User.findOrFail(params.id)
const ofCards = (bouncer: HttpContext['bouncer']) => bouncer.with(CardPolicy)

const ACTIONS: Record<string, (ctx: HttpContext) => unknown> = {
  list: async ({ bouncer }) => {
    await ofCards(bouncer).authorize('list')
    return 'the list'
  },
  view: async (ctx) => {
    const card = await cardOf(ctx)
    await ofCards(ctx.bouncer).authorize('view', card)
    return 'the card'
  },
  update: ({ bouncer }) => ofCards(bouncer).authorize('update'),
  delete: ({ bouncer }) => ofCards(bouncer).authorize('delete'),
  invalid: ({ request }) => request.validateUsing(createNameValidator),

  nothing: ({ response }) => response.header('x-secret', '1').cookie('secret', '1').send('secret'),
  returned: () => 'secret',
  redirect: ({ response }) => response.redirect('/secret'),
  stream: ({ response }) => response.stream(Readable.from(['secret'])),
  other: async ({ bouncer }) => {
    await bouncer.with(OtherPolicy).authorize('list')
    return 'secret'
  },
  ignored: async ({ bouncer }) => {
    await ofCards(bouncer).allows('list')
    return 'secret'
  },
  everyone: () => 'for everyone',
}

const createNameValidator = vine.create({ name: vine.string() })

// The router accepts routes only until the server starts, so the import of this file adds them.
router
  .group(() => {
    for (const [name, action] of Object.entries(ACTIONS)) {
      const policy = name === 'everyone' ? name : 'CardPolicy'
      const route = router.route(`access-tests/${name}/:id?`, ['GET', 'POST'], action)
      route.as(name).use(middleware.access(policy as never))
    }
  })
  .as('access_tests')
  .domain(HOST)
