import { type SchemaRules } from '@adonisjs/lucid/types/schema_generator'

export default {
  types: {
    /** A day, as config/database.ts reads it. */
    date: { tsType: 'string', decorators: [{ name: '@column' }] },
  },
  tables: {
    schedules: {
      columns: {
        payload: { tsType: 'unknown', decorators: [{ name: '@column' }] },
        missed_policy: {
          tsType: 'MissedPolicy',
          decorators: [{ name: '@column' }],
          imports: [{ source: '#queue/main', typeImports: ['MissedPolicy'] }],
        },
      },
    },
    passkeys: {
      columns: {
        transports: { tsType: 'string[]', decorators: [{ name: '@column' }] },
      },
    },
    notifications: {
      columns: {
        data: {
          tsType: 'NotificationData',
          decorators: [{ name: '@column' }],
          imports: [
            { source: '#notifications/app_notification', typeImports: ['NotificationData'] },
          ],
        },
      },
    },
    registrations: {
      columns: {
        social_identity: {
          tsType: 'NewIdentity',
          decorators: [{ name: '@column' }],
          imports: [{ source: '#models/social_identity', typeImports: ['NewIdentity'] }],
        },
      },
    },
    users: {
      columns: {
        date_order: {
          tsType: 'DateOrder',
          decorators: [{ name: '@column' }],
          imports: [{ source: '#i18n/region', typeImports: ['DateOrder'] }],
        },
        theme: {
          tsType: 'Theme',
          decorators: [{ name: '@column' }],
          imports: [{ source: '#config/themes', typeImports: ['Theme'] }],
        },
        notification_choices: {
          tsType: 'NotificationChoices',
          decorators: [{ name: '@column', args: { serializeAs: null } }],
          imports: [
            {
              source: '#notifications/app_notification',
              typeImports: ['NotificationChoices'],
            },
          ],
        },
        session_generation: {
          tsType: 'string | null',
          decorators: [{ name: '@column', args: { serializeAs: null } }],
        },
        deletion_token_hash: {
          tsType: 'string',
          decorators: [{ name: '@column', args: { serializeAs: null } }],
        },
        confirmation_key: {
          tsType: 'string',
          decorators: [{ name: '@column', args: { serializeAs: null } }],
        },
      },
    },
  },
} satisfies SchemaRules
