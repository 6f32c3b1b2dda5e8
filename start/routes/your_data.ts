import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'
import { middleware } from '#start/kernel'
import { throttleAddress } from '#start/limiter'

router
  .group(() => {
    router.get('settings/data', [controllers.settings.YourData, 'show']).as('your_data.show')
    router
      .get('settings/data/export', [controllers.settings.DataExports, 'show'])
      .as('data_exports.show')
      .use(middleware.owner())
    router
      .group(() => {
        router
          .post('settings/data/export', [controllers.settings.DataExports, 'store'])
          .as('data_exports.store')
          .use(throttleAddress)
        router
          .get('settings/data/deletion', [controllers.settings.AccountDeletions, 'create'])
          .as('account_deletions.create')
        router
          .post('settings/data/deletion', [controllers.settings.AccountDeletions, 'store'])
          .as('account_deletions.store')
      })
      .use(middleware.identity())
  })
  .use(middleware.auth())
  .use(middleware.access('self'))
  .use(middleware.secondFactor())
