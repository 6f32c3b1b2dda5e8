import { chosen, type Random } from '#i18n/tests/unit/random_messages'

const WORDS =
  `account address amount answer archive article attach balance billing board browser calendar cancel card change
  chart choose close colour comment company confirm contact copy country create currency customer data date day delete
  delivery department description details discount document download draft due edit email enter error event every
  export failed field file filter find finished folder follow format free group help hidden history home hour image
  import invite invoice item language last later link list location lock log member message minute missing money month
  move name network new next note notice number offer open order other owner page paid partner password payment
  people period permission person phone photo picture plan please point post previous price print private product
  profile project public question read ready receipt record recent region remove reply report request reset result
  return review role rule save search second section security select send session settings share shipping show sign
  size sort start state status step stop street subject summary support table tag task tax team template text ticket
  time title today token total track trial type undo unit update upload user value version view visit warning week
  welcome work year your the a of to and in for with on by from this that is are was will be not no all any`.split(
    /\s+/
  )

const AREAS = [
  'account',
  'billing',
  'calendar',
  'catalog',
  'common',
  'customers',
  'invoices',
  'projects',
  'reports',
  'settings',
]

const GROUPS = ['index', 'create', 'edit', 'show', 'delete', 'list']

/**
 * A catalogue like that of a real product: labels, sentences, values, plurals and selects in ten areas. The words are
 * random, so it compresses worse than real text.
 */
export function syntheticCatalogue(random: Random, count: number): Record<string, string> {
  const catalogue: Record<string, string> = {}
  for (let index = 0; index < count; index++) {
    const area = AREAS[index % AREAS.length]
    const name = [chosen(random, WORDS), chosen(random, WORDS), index].join('_')
    catalogue[`${area}.${chosen(random, GROUPS)}.${name}`] = message(random)
  }
  return catalogue
}

function message(random: Random): string {
  const kind = random()
  if (kind < 0.5) return words(random, 1, 4)
  if (kind < 0.75) return `${words(random, 6, 12)}.`
  if (kind < 0.87) return `${words(random, 2, 5)} {name} ${words(random, 1, 3)}.`
  if (kind < 0.96) return plural(random)
  return `{gender, select, male {${words(random, 2, 4)}} female {${words(random, 2, 4)}} other {${words(random, 2, 4)}}}`
}

function plural(random: Random) {
  const noun = chosen(random, WORDS)
  const rest = words(random, 1, 4)
  return `{count, plural, =0 {No ${noun} ${rest}} one {# ${noun} ${rest}} other {# ${noun}s ${rest}}}`
}

function words(random: Random, least: number, most: number) {
  const length = least + Math.floor(random() * (most - least + 1))
  const text = Array.from({ length }, () => chosen(random, WORDS)).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
