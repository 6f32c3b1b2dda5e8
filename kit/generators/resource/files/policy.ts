import { lines } from '#generators/resource/files/code'
import { nounOf } from '#generators/resource/kinds/words'
import type { Resource } from '#generators/resource/resource'

export function policyFile(resource: Resource) {
  if (resource.parent) return policyOfNested(resource)
  return resource.owner ? policyOfOwned(resource) : policyOfShared(resource)
}

const actionsOn = ({ isSoftDeleted }: Resource) => [
  ...['view', 'update', 'delete'],
  ...(isSoftDeleted ? ['restore'] : []),
]

function policyOfOwned(resource: Resource) {
  const { names, owner } = resource
  return lines(
    "import { AuthorizationResponse, BasePolicy } from '@adonisjs/bouncer'",
    `import type ${names.model} from '#models/${names.file}'`,
    "import type User from '#models/user'",
    '',
    `/** ${owner!.isChosen ? `The ${nounOf(owner!.name)} of ${article(names.noun)} is its owner` : `Members have ${names.nouns} of their own`}. Others do not learn that ${article(names.noun)} exists. */`,
    `export default class ${names.model}Policy extends BasePolicy {`,
    'list() { return true }',
    '',
    'create() { return true }',
    actionsOn(resource).map((action) =>
      lines(
        '',
        `${action}(user: User, ${names.one}: ${names.model}) {`,
        `return this.#owns(user, ${names.one})`,
        '}'
      )
    ),
    '',
    `#owns(user: User, ${names.one}: ${names.model}) {`,
    `return ${names.one}.${owner!.attribute} === user.id || AuthorizationResponse.deny('Not the owner', 404)`,
    '}',
    '}'
  )
}

function policyOfShared(resource: Resource) {
  const { names } = resource
  const onOne = actionsOn(resource).map((action) =>
    lines('', `${action}(_user: User, _${names.one}: ${names.model}) {`, 'return true', '}')
  )
  return lines(
    "import { BasePolicy } from '@adonisjs/bouncer'",
    `import type ${names.model} from '#models/${names.file}'`,
    "import type User from '#models/user'",
    '',
    `/** Every member may see and change all ${names.nouns}. */`,
    `export default class ${names.model}Policy extends BasePolicy {`,
    'list() { return true }',
    '',
    'create() { return true }',
    onOne,
    '}'
  )
}

function policyOfNested(resource: Resource) {
  const { names, parent } = resource
  const ask = (action: string) =>
    `return new ${parent!.model}Policy().${action}(user, ${parent!.one})`
  const bouncer = resource.isParentSoftDeleted ? 'AuthorizationResponse, BasePolicy' : 'BasePolicy'
  return lines(
    `import { ${bouncer} } from '@adonisjs/bouncer'`,
    `import type ${parent!.model} from '#models/${parent!.file}'`,
    `import type ${names.model} from '#models/${names.file}'`,
    "import type User from '#models/user'",
    `import ${parent!.model}Policy from '#policies/${parent!.file}_policy'`,
    '',
    `/** Asks the policy of the ${parent!.noun}: its ${names.nouns} belong to it. */`,
    `export default class ${names.model}Policy extends BasePolicy {`,
    `list(user: User, ${parent!.one}: ${parent!.model}) {`,
    ask('view'),
    '}',
    '',
    `create(user: User, ${parent!.one}: ${parent!.model}) {`,
    ask('update'),
    '}',
    actionsOn(resource).map((action) =>
      lines(
        '',
        `${action}(user: User, ${names.one}: ${names.model}) {`,
        `return this.#ask('${action === 'view' ? 'view' : 'update'}', user, ${names.one})`,
        '}'
      )
    ),
    '',
    `async #ask(action: 'view' | 'update', user: User, ${names.one}: ${names.model}) {`,
    `await ${names.one}.loadOnce('${parent!.one}')`,
    resource.isParentSoftDeleted &&
      `if (!${names.one}.${parent!.one}) return AuthorizationResponse.deny('The ${parent!.noun} is deleted', 404)`,
    `return new ${parent!.model}Policy()[action](user, ${names.one}.${parent!.one})`,
    '}',
    '}'
  )
}

/** `a project`, `an invoice` */
export function article(noun: string) {
  const hasVowel = /^(?:[aeio]|u(?!ni|s|ti)|hour|honou?r|heir)/i.test(noun) && !/^one\b/i.test(noun)
  return `${hasVowel ? 'an' : 'a'} ${noun}`
}
