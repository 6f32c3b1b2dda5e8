import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { describe } from '#http/api/operations'
import { refuseUnknownOperation } from '#http/api/unknown_operation'
import { middleware } from '#start/kernel'
import { documentAnswer, eventsAnswer, listEventsValidator, profileAnswer } from '#validators/api'

/** For programs, which bring an access token. See docs/api.md. */
router
  .group(() => {
    describe(router.get('me', [controllers.api.Me, 'show']).as('api.me.show'), {
      summary: 'The account to which the token belongs',
      ability: 'profile:read',
      answer: profileAnswer,
    })
    describe(router.get('me/events', [controllers.api.Events, 'index']).as('api.events.index'), {
      summary: 'The security events of the account, newest first',
      ability: 'events:read',
      query: listEventsValidator,
      answer: eventsAnswer,
    })
  })
  .prefix('api/v1')
  .use(middleware.api())

describe(
  router
    .get('api/v1/openapi.json', [controllers.api.Documents, 'show'])
    .as('api.documents.show')
    .use(middleware.access('everyone')),
  { summary: 'This document', answer: documentAnswer }
)

router.any('api/*', refuseUnknownOperation).as('api.not_found').use(middleware.access('everyone'))
