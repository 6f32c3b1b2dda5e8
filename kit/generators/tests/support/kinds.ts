/** Each kind of file, as a developer asks for it. They build on each other. Add a line for a new kind. */
export const EVERY_COMMAND = [
  'make:job billing/charge_card',
  'make:schedule billing/charge_card --at=03:00 --timezone=Europe/Madrid',
  'make:notification order_shipped',
  'make:test prices/index',
  'make:test price --suite=unit',
  'make:test checkout --suite=browser',
  'make:validator proposal --resource',
  'make:middleware subscribed --stack=named',
  'make:middleware count_visits --stack=router',
  'make:command books:import',
  'make:component book_card',
  'make:page proposals/index',
  'make:page proposals/summary',
  'make:migration add_phone_and_is_public_to_users',
  'make:migration remove_phone_from_users',
  'make:migration create_notes_table',
  'make:migration drop_notes_table',
  'make:model book',
  'make:transformer book',
  'make:factory log_in_notice',
  'make:seeder book',
  'make:factory social_identity',
  'make:seeder social_identity',
  'make:policy book',
  'make:policy notification',
  'make:mail parcel_sent',
  'make:mail parcel_lost --views',
  'make:notification parcel_lost',
  'make:mail order_shipped',
  'make:controller parcels --resource',
  'make:controller settings/web_hooks --actions=index,destroy',
  'make:controller reviews create store',
  'make:setting support.secondAddress --type=email',
  'make:setting beta.is_open --type=boolean --default=true',
  'make:setting lists.itemsPerPage --type=integer --default=25',
  'make:setting product.week_start --choices=monday,sunday --default=sunday',
]

/** Edits in the files of the row `Sample`, which the next commands change. */
export const HAND_EDITS: [path: string, from: RegExp, to: string][] = [
  ['tests/functional/samples/store.spec.ts', /\bresponse\b/g, 'answer'],
  ['inertia/components/sample_fields.vue', /<TextareaField\n/g, '<TextareaField\n    autofocus\n'],
  [
    'inertia/pages/samples/index.vue',
    / {2}\{ key: 'amount'/g,
    "  { key: 'id', label: '№' },\n  { key: 'amount'",
  ],
]

export const FIELD_COMMANDS = [
  'resource:add-field Sample photo:file(image)? members:manyToMany(User) rank:integer:default(1)',
  'resource:rename-field Sample note remark',
  'resource:remove-field Sample size price extra',
]
