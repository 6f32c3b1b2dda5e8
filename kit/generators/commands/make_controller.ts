import { args, flags } from '@adonisjs/core/ace'
import { CommandRefused } from '#console/asking_command'
import type { Action } from '#generators/controller_actions'
import { GeneratorCommand } from '#generators/generator_command'
import type { Name } from '#generators/name'

export default class MakeController extends GeneratorCommand {
  static commandName = 'make:controller'
  static description = 'Create a controller with its routes, its pages, its texts and its tests'
  static help = [
    'Name the resource, in the plural, and its actions. The default is index:',
    '```',
    '{{ binaryName }} make:controller proposals',
    '{{ binaryName }} make:controller proposals index create store',
    '{{ binaryName }} make:controller proposals --resource',
    '{{ binaryName }} make:controller settings/webhooks --actions=index,destroy',
    '```',
    'The routes are for members: start/routes.ts. Each page gets a line in the page',
    'walk. For a table with its forms: {{ binaryName }} make:resource',
  ]

  @args.spread({ description: 'Actions: index, create, store, …', required: false })
  declare names?: string[]

  @flags.array({ description: 'The actions, with commas', flagName: 'actions' })
  declare listed?: string[]

  @flags.boolean({ description: 'All seven actions', alias: 'r' })
  declare resource?: boolean

  protected naming = { example: 'proposals', suffix: 'controller' }

  protected async generate(name: Name) {
    const { ALL, actionsOf } = await import('#generators/controller_actions')
    const listed = (this.listed ?? []).flatMap((names) => names.split(','))
    const actions = actionsOf(this.resource ? ALL : [...(this.names ?? []), ...listed], name)
    const after = this.#after(name, actions)
    await this.createFrom('controller/main', { name, actions, after: after.route })
    await this.#addRoutes(name, actions)
    for (const action of actions) {
      if (action.page) await this.#addPage(name, action, actions)
      else await this.#addWrite(name, action, after.path)
    }
  }

  /** A write leads to the list, if there is one. */
  #after({ snake, folders, dash }: Name, actions: Action[]) {
    if (!actions.some(({ name }) => name === 'index')) {
      return { route: 'dashboard.index', path: '/dashboard' }
    }
    return { route: `${snake}.index`, path: pathOf({ folders, dash }) }
  }

  async #addRoutes(name: Name, actions: Action[]) {
    const { addMemberRoute } = await import('#generators/edits/routes')
    const { ALL } = await import('#generators/controller_actions')
    const reference = ['controllers', ...name.folders, name.pascal].join('.')
    const routes = (await this.changes.read('start/routes.ts')) ?? ''
    if (new RegExp(`\\b${reference}\\b`).test(routes)) {
      throw new CommandRefused(
        `start/routes.ts has routes of ${reference} already. Change them there`
      )
    }
    const names = actions.map((action) => `'${action.name}'`).join(', ')
    const calls = [
      `router.resource('${pathOf(name).slice(1)}', ${reference})`,
      name.folders.length > 0 ? `.as('${name.snake}')` : '',
      actions.length < ALL.length ? `.only([${names}])` : '',
      actions.some(({ hasId }) => hasId) ? `.where('id', /^[1-9]\\d{0,8}$/)` : '',
      `.use('*', middleware.access('self'))`,
    ]
    await this.changes.edit('start/routes.ts', (text) => addMemberRoute(text, calls.join('')))
  }

  async #addPage(name: Name, action: Action, actions: Action[]) {
    const { formsOf } = await import('#generators/controller_actions')
    const { pageTexts } = await import('#generators/page_texts')
    const { addVisits } = await import('#generators/edits/visits')
    const { forms, labels } = formsOf(action, actions, name)
    const { area, keys, texts } = pageTexts(
      { folders: [...name.folders, name.snake], snake: action.name },
      action.hasId
    )
    const path = `${name.path}/${action.name}`
    await this.createFrom('page/main', { path, keys, forms, hasId: action.hasId })
    await this.createFrom('controller/page_test', { name, action, params: paramsOf(action) })
    await this.addTexts(area, { ...texts, ...labels })

    const route = `${name.snake}.${action.name}`
    const shows = `${name.sentence.toLowerCase()}, ${action.name}`
    const visit = { shows, route, path: addressOf(name, action) }
    await this.changes.edit('tests/support/site_walk/visits.ts', (text) => addVisits(text, [visit]))
  }

  async #addWrite(name: Name, action: Action, afterPath: string) {
    const { MESSAGES } = await import('#generators/controller_actions')
    const key = action.message!
    const state = { name, action, params: paramsOf(action), afterPath, message: MESSAGES[key].en }
    await this.createFrom('controller/write_test', state)
    await this.addTexts(name.snake, { [key]: MESSAGES[key] })
  }
}

/** `/settings/web-hooks` */
function pathOf({ folders, dash }: Pick<Name, 'folders' | 'dash'>) {
  return `/${[...folders.map((folder) => folder.replaceAll('_', '-')), dash].join('/')}`
}

function addressOf(name: Name, action: Action) {
  const ends: Record<string, string> = { create: '/create', show: '/1', edit: '/1/edit' }
  return pathOf(name) + (ends[action.name] ?? '')
}

/** The parameters of the route, as the code of an argument. */
function paramsOf({ hasId }: Action) {
  return hasId ? ', { id: 1 }' : ''
}
