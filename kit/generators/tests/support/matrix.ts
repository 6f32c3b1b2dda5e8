/** A resource of the matrix: what a developer types behind `make:resource`. */
export interface Row {
  /** The reason for the row, for the output of a failed run. */
  shows: string
  name: string
  fields: string[]
  ownedBy?: string
  isSoftDeleted?: boolean
  hasApi?: boolean
}

const OWNED_BY = '--owned-by='
const OWNED = `${OWNED_BY}user`
const SOFT = '--soft-delete'
const API = '--api'

const row = (shows: string, name: string, fields: string, ...flags: string[]): Row => ({
  ...{ shows, name },
  ownedBy: flags.find((flag) => flag.startsWith(OWNED_BY))?.slice(OWNED_BY.length),
  isSoftDeleted: flags.includes(SOFT),
  hasApi: flags.includes(API),
  fields: fields.match(/(?:[^\s"(]|"[^"]*"|\([^)]*\))+/g) ?? [],
})

/** Each type needs a column of its own in several states, so most rows hold a type and its forms. */
const TYPES = [
  row('string', 'Word', 'value:string'),
  row('string, optional and short', 'Initial', 'letters:string(3)? mark:string(1)'),
  row(
    'string, unique',
    'Handle',
    'mark:string(30):unique nickname:string?:unique code:string(2):unique'
  ),
  row(
    'string, index and default',
    'Greeting',
    'phrase:string:index:default("Hello, you: it\'s ok") tone:string?:default(warm)'
  ),
  row('text', 'Essay', 'body:text'),
  row('text, optional only', 'Remark', 'body:text?'),
  row('email', 'Contact', 'email:email alternative:email? work:email:unique?:index'),
  row('url', 'Bookmark', 'address:url mirror:url? canonical:url:unique'),
  row('uuid', 'Token', 'key:uuid second:uuid? third:uuid:unique fourth:uuid:index'),
  row(
    'integer',
    'Counter',
    'amount:integer offset:integer? rank:integer:unique step:integer:default(-3):index'
  ),
  row(
    'bigint',
    'Statistic',
    'views:bigint clicks:bigint? serial:bigint:unique base:bigint:default(7)'
  ),
  row(
    'decimal',
    'Measurement',
    'width:decimal height:decimal(30,10)? depth:decimal(3,3) weight:decimal(3,0):unique ratio:decimal(4,1):default(1.5)'
  ),
  row(
    'money',
    'Expense',
    'total:money(USD) tip:money? tax:money(JPY):index:default(0) limit:money(KWD):unique'
  ),
  row('boolean', 'Lamp', 'isOn:boolean isLocked:boolean? isPublic:boolean:default(true):index'),
  row(
    'date',
    'Holiday',
    'startsOn:date endsOn:date? paidOn:date:unique bookedOn:date:default(2026-12-31)'
  ),
  row('datetime', 'Meeting', 'startsAt:datetime endsAt:datetime? remindedAt:datetime:index'),
  row('time', 'Alarm', 'ringsAt:time snoozedAt:time? quietAt:time:default(22:30):index'),
  row(
    'enum',
    'Ticket',
    'status:enum(open,in_progress,closed) priority:enum(low,high)?:index stage:enum(first,second):default(second)'
  ),
  row('json', 'Preset', 'options:json extras:json?'),
  row('text[]', 'Palette', 'colors:text[] notes:text[]?'),
]

/** They stand in the order in which they can be made: a model before those that refer to it. */
const RELATIONS = [
  row('shared, with a name', 'Customer', 'name:string:unique', API),
  row('shared and soft-deleted', 'Depot', 'title:string:unique city:string?', SOFT),
  row('owned', 'Diary', 'title:string text:text?', OWNED),
  row('owned and soft-deleted', 'Wallet', 'label:string:unique balance:money', OWNED, SOFT, API),
  row('nested in a shared one', 'Customer/Branch', 'city:string opensAt:time?'),
  row('nested in a soft-deleted one', 'Depot/Shelf', 'code:string:unique height:decimal'),
  row('nested in an owned one', 'Diary/Entry', 'wroteOn:date body:text', API),
  row(
    'nested in an owned and soft-deleted one',
    'Wallet/Payment',
    'amount:money paidAt:datetime',
    SOFT
  ),
  row('nested twice', 'Branch/Room', 'name:string seats:integer?'),
  row(
    'reference to the account',
    'Errand',
    'task:string helper:belongsTo(User) watcher:belongsTo(User)?'
  ),
  row(
    'reference, each onDelete',
    'Contract',
    'reference:string customer:belongsTo(Customer):onDelete(restrict) payer:belongsTo(Customer)?:onDelete(setNull) agent:belongsTo(Customer)?:onDelete(cascade)'
  ),
  row(
    'reference, unique and index',
    'Badge',
    'customer:belongsTo(Customer):unique depot:belongsTo(Depot)?:index'
  ),
  row('reference to an owned record', 'Reminder', 'diary:belongsTo(Diary) note:text', OWNED),
  row(
    'reference to a record without a name',
    'Follow',
    'reminder:belongsTo(Reminder)',
    OWNED,
    SOFT
  ),
  row('reference to a nested record', 'Booking', 'room:belongsTo(Room) day:date', API),
  row('only a reference that may be empty', 'Vote', 'customer:belongsTo(Customer)?'),
  row('nested, with a reference', 'Customer/Visit', 'diary:belongsTo(Diary)? reason:string(40)'),
  row(
    'owner chosen in the form',
    'Campaign',
    'title:string:unique lead:belongsTo(User) helper:belongsTo(User)?',
    '--owned-by=lead',
    SOFT,
    API
  ),
  row('nested in it', 'Campaign/Step', 'title:string doneBy:belongsTo(User)?', API),
  row('has many', 'Album', 'name:string tracks:hasMany(Track)', OWNED),
]

const NAMES = [
  row('irregular plural: people', 'Person', 'name:string'),
  row('irregular plural: categories', 'Category', 'name:string:unique'),
  row('irregular plural: analyses', 'Analysis', 'summary:string?'),
  row('irregular plural: mice', 'Mouse', 'color:string'),
  row('plural of a person below', 'Person/Child', 'name:string bornOn:date?'),
  row(
    'long names',
    'InternationalShipmentDocumentAttachment',
    'officialDocumentReferenceNumberOfTheCarrier:string'
  ),
  row('two words, nested', 'Customer/InvoiceItem', 'unitPrice:money quantity:integer'),
  row('begins with a vowel', 'Order', 'item:string', SOFT),
  row('an hour', 'Hour', 'spent:decimal(4,2)', OWNED),
  row('words of the pages', 'Selection', 'label:string value:string? rows:integer? columns:text?'),
  row(
    'words of the controller, a digit in a name',
    'Exchange',
    'request:string response:text? values:json? user2:string?'
  ),
  row('words of the tests', 'Probe', 'response:string? assert:boolean db:integer?'),
  row(
    'words of forms',
    'Widget',
    'name:string fields:text? processing:boolean action:string? form:string?'
  ),
  row('no required value', 'Wish', 'name:string? price:money? day:date? done:boolean?'),
  row('only flags', 'Flag', 'isRed:boolean'),
  row('its own kind', 'Folder', 'name:string parent:belongsTo(Folder)?', OWNED, SOFT, API),
  row('variables of the tests', 'Client', 'name:string picture:file?', OWNED, SOFT, API),
  row(
    'variables of the tests, and words of TypeScript',
    'Page',
    'title:string type:enum(from,of) number:string from:date object:text? set:boolean',
    SOFT,
    API
  ),
  row(
    'relations of these names',
    'Inspection',
    'number:integer customer:belongsTo(Client) sheet:belongsTo(Page)?',
    OWNED,
    API
  ),
  row('a class of the browser', 'Event', 'title:string startsAt:datetime', OWNED, SOFT),
  row('classes of the browser', 'Document', 'title:string content:file(pdf)', OWNED),
  row('a class of the browser', 'Location', 'name:string address:text?', API),
  row('a class of the browser', 'Image', 'title:string picture:file(image)?', SOFT, API),
  row('a class of the browser', 'File', 'name:string content:file', OWNED, API),
  row('a component', 'Link', 'label:string address:url', API),
  row('a component', 'Form', 'title:string isOpen:boolean', OWNED, API),
  row('nested in it', 'Form/Answer', 'text:text rating:integer?'),
  row('words of the tests', 'Owner', 'name:string stranger:string?', OWNED, SOFT, API),
]

/** 17 fields, one of each type. */
const MANY = row(
  'every type',
  'Project',
  'name:string:unique description:text? budget:decimal(12,2) status:enum(draft,active,done) startsOn:date dueAt:datetime? owner:belongsTo(User) isPublic:boolean opensAt:time views:bigint price:money(USD) labels:text[] site:url? contact:email? code:uuid? settings:json? position:integer:default(3)',
  OWNED,
  API
)

const SHORT = [
  row(
    'every type may be empty',
    'Sample',
    'note:text? title:string? amount:integer? views:bigint? size:decimal? price:money? isNew:boolean? day:date? seenAt:datetime? opensAt:time? state:enum(one,two)? extra:json? tags:text[]? site:url? mail:email? code:uuid? owner:belongsTo(User)?'
  ),
  row(
    'unique and index of each type',
    'Part',
    'label:string:unique mail:email:unique site:url:unique code:uuid:unique position:integer:unique serial:bigint:unique size:decimal:unique price:money:unique madeOn:date:unique isNew:boolean:index state:enum(one,two):index testedAt:datetime:index opensAt:time:index',
    OWNED,
    SOFT
  ),
  row(
    'default of each type',
    'Template',
    'label:string:default(first) amount:integer:default(2) views:bigint:default(3) size:decimal:default(1.5) price:money:default(9.90) isNew:boolean:default(true) state:enum(one,two):default(two) day:date:default(2026-12-31) opensAt:time:default(08:00)',
    SOFT
  ),
  row(
    'nested, with each onDelete',
    'Project/Task',
    'title:string part:belongsTo(Part)?:onDelete(setNull) template:belongsTo(Template):onDelete(restrict) sample:belongsTo(Sample)?:onDelete(cascade)',
    SOFT,
    API
  ),
  row(
    'nested in a nested one, without a name',
    'Task/WorkLog',
    'hours:decimal(4,2) tasks2:text?',
    API
  ),
  row('irregular plural, only a flag', 'Analysis', 'isDone:boolean'),
  row('has many', 'Person', 'name:string pets:hasMany(Pet)'),
  row(
    'files and linked records',
    'Article',
    'title:string cover:file(image)? paper:file(pdf,csv) tags:manyToMany(Tag) readers:manyToMany(User)',
    OWNED,
    API
  ),
]

const SHORT_MATRIX = [MANY, ...SHORT]

/** Each name stands once, so a row of the short form can replace one of the long form. */
const LONG_MATRIX = [
  ...SHORT_MATRIX,
  ...[...TYPES, ...RELATIONS, ...NAMES].filter(
    ({ name }) => !SHORT_MATRIX.some((other) => other.name === name)
  ),
]

/**
 * The rows with the given names and a comma between them, all rows, or the short form.
 * @throws for a name without a row
 */
export function chosenRows(names = 'short') {
  if (names === 'short') return SHORT_MATRIX
  if (names === 'all') return LONG_MATRIX
  const chosen = names.split(',')
  const unknown = chosen.filter((name) => !LONG_MATRIX.some((one) => one.name === name))
  if (unknown.length) throw new Error(`The matrix has no row ${unknown.join(', ')}`)
  return LONG_MATRIX.filter(({ name }) => chosen.includes(name))
}
