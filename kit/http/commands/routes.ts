import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { tellError, tellUnexpected } from '#console/command_error'
import type { ListedRoute } from '#http/access/route_list'

/** The columns of a terminal, without the indent. */
const WIDTH = 72

export default class Routes extends BaseCommand {
  static commandName = 'routes'
  static description = 'List the routes, and who may use each of them'
  static help = [
    'Shows for each route: its methods and address, who may use it, its name, the',
    'action of its controller, its limits and its other middleware. A text shows',
    'only the routes that have it in one of these:',
    '```',
    '{{ binaryName }} routes settings',
    '{{ binaryName }} routes ProjectPolicy',
    '{{ binaryName }} routes --json',
    '```',
    'Access is "everyone", "guest" (logged-in members are led away), "self" (the',
    'own account), the name of a policy, or the ability of an access token.',
    '',
    'Exits 1 if no route has the text.',
  ]
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'Show only the routes with this text', required: false })
  declare text?: string

  @flags.boolean({ description: 'Print the routes as JSON. Errors are JSON too' })
  declare json?: boolean

  async run() {
    const { listedRoute, matches } = await import('#http/access/route_list')
    const router = await this.app.container.make('router')
    router.commit()

    const all = Object.values(router.toJSON()).flat()
    const routes = await Promise.all(all.map(listedRoute))
    const found = routes.filter((route) => matches(route, this.text ?? ''))
    if (this.json) this.logger.log(JSON.stringify(found, null, 2))
    else if (found.length > 0) await this.#show(found)
    if (found.length > 0) return

    this.exitCode = 1
    if (!this.json) tellError(this, `No route has the text "${this.text}"`)
  }

  async completed() {
    if (!this.error) return false
    this.exitCode = 1
    return tellUnexpected(this)
  }

  async #show(routes: ListedRoute[]) {
    const { textOfAccess } = await import('#http/access/route_list')
    for (const { methods, address, access, name, action, throttles, middleware } of routes) {
      const method = methods.length > 3 ? 'ANY' : methods.join('|')
      const limits = throttles.map((limit) => `limit: ${limit}`)
      const who = this.colors.green(textOfAccess(access))
      this.logger.log(`${this.colors.yellow(method.padEnd(7))} ${address}  ${who}`)
      const facts = [name, action, ...limits, ...middleware].filter((fact) => fact !== undefined)
      for (const line of wrapped(facts)) this.logger.log(this.colors.dim(`        ${line}`))
    }
    this.logger.log(`${routes.length} ${routes.length === 1 ? 'route' : 'routes'}`)
  }
}

/** The facts in lines that fit into a terminal of 80 columns. */
function wrapped(facts: string[]) {
  return facts.reduce<string[]>((lines, fact) => {
    const line = `${lines.at(-1)} · ${fact}`
    return lines.length > 0 && line.length <= WIDTH
      ? [...lines.slice(0, -1), line]
      : [...lines, fact]
  }, [])
}
