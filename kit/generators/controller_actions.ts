import { CommandRefused } from '#console/asking_command'
import type { Name } from '#generators/name'
import type { Text } from '#generators/translations'

export interface Action {
  name: string
  /** It is about one record, whose id is in the address. */
  hasId: boolean
  /** It renders a page of its name. */
  page: boolean
  /** The key of the message after a write. */
  message?: string
}

const ACTIONS: Action[] = [
  { name: 'index', hasId: false, page: true },
  { name: 'create', hasId: false, page: true },
  { name: 'store', hasId: false, page: false, message: 'created' },
  { name: 'show', hasId: true, page: true },
  { name: 'edit', hasId: true, page: true },
  { name: 'update', hasId: true, page: false, message: 'updated' },
  { name: 'destroy', hasId: true, page: false, message: 'deleted' },
]

export const MESSAGES: Record<string, Text> = {
  created: { en: 'Saved.', es: 'Se ha guardado.', ar: 'تم الحفظ.' },
  updated: {
    en: 'Your changes are saved.',
    es: 'Se han guardado los cambios.',
    ar: 'تم حفظ التغييرات.',
  },
  deleted: { en: 'Deleted.', es: 'Se ha eliminado.', ar: 'تم الحذف.' },
}

const LABELS: Record<string, Text> = {
  save: { en: 'Save', es: 'Guardar', ar: 'حفظ' },
  delete: { en: 'Delete', es: 'Eliminar', ar: 'حذف' },
}

/**
 * The actions in the order of a resource; none means `index`.
 * @throws CommandRefused for another verb
 */
export function actionsOf(names: string[], { snake }: Name) {
  const unknown = names.find((name) => !ACTIONS.some((action) => action.name === name))
  if (unknown) {
    throw new CommandRefused(
      `"${unknown}" is no action of a resource (${ACTIONS.map(({ name }) => name).join(', ')}). ` +
        `Another verb is a resource of its own, such as: node ace make:controller ${snake}/${unknown}s store`
    )
  }
  const chosen = names.length > 0 ? names : ['index']
  return ACTIONS.filter(({ name }) => chosen.includes(name))
}

export const ALL = ACTIONS.map(({ name }) => name)

/** The forms of a page, which send it to the actions that the controller has, and the texts of their buttons. */
export function formsOf(page: Action, actions: Action[], { snake }: Name) {
  const has = (name: string) => actions.some((action) => action.name === name)
  const deletes = has('destroy') && page.name === (has('show') ? 'show' : 'edit')
  const forms = [
    ...(page.name === 'create' && has('store') ? [{ action: 'store', key: 'save' }] : []),
    ...(page.name === 'edit' && has('update') ? [{ action: 'update', key: 'save' }] : []),
    ...(deletes ? [{ action: 'destroy', key: 'delete' }] : []),
  ]
  return {
    forms: forms.map(({ action, key }) => ({
      route: `${snake}.${action}`,
      label: `${snake}.${key}`,
      color: action === 'destroy' ? 'error' : '',
    })),
    labels: Object.fromEntries(forms.map(({ key }) => [key, LABELS[key]])),
  }
}
