import type { SourceFile } from 'ts-morph'
import type { ChangeSet } from '#generators/changes'
import { addImport, classOf, editCode } from '#generators/syntax/code'
import { choicesControllerFile } from '#generators/resource/files/choices_controller'
import { addRouteWithoutPage } from '#generators/resource/edits/visits'
import { addStatementForMembers } from '#generators/resource/edits/routes'
import type { Target } from '#generators/resource/field'

/** Makes the records of a model choosable in forms, once for all forms. */
export async function addChoices(changes: ChangeSet, target: Target) {
  const { file, path } = target.names
  const controller = `app/controllers/${file}_choices_controller.ts`
  await changes.edit(`app/models/${file}.ts`, (text) => withScope(text, target))
  if (await changes.exists(controller)) return

  await changes.create(controller, choicesControllerFile(target))
  await addRouteWithoutPage(changes, `${file}_choices.index`)
  await addStatementForMembers(
    changes,
    [
      `router.get('choices/${path}', [controllers.${target.names.model}Choices, 'index'])`,
      `.as('${file}_choices.index').use(middleware.access('self'))`,
    ].join('')
  )
}

function withScope(text: string, { names, condition }: Target) {
  return editCode(text, (file) => {
    const model = classOf(file)
    if (!model || model.getStaticMember('choosableBy')) return
    if (names.model !== 'User') {
      addImport(file, { from: '#models/user', byDefault: 'User', isType: !knowsUser(file) })
    }
    model.addMember(`\n${choosableBy({ names, condition })}`)
  })
}

export function choosableBy({ names, condition }: Pick<Target, 'names' | 'condition'>) {
  const user = condition ? 'user' : '_user'
  return [
    commentOf(names),
    `static choosableBy(${user}: User) {`,
    `return this.query()${condition}`,
    '}',
  ].join('\n')
}

const commentOf = ({ model, nouns }: Target['names']) =>
  model === 'User'
    ? '/** The accounts that a member may choose in forms: only the own one, because members do not know each other. */'
    : `/** The ${nouns} that a member may choose in forms. */`

function knowsUser(file: SourceFile) {
  return file
    .getImportDeclarations()
    .some((one) => one.getModuleSpecifierValue() === '#models/user' && !one.isTypeOnly())
}
