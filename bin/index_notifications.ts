import { hooks } from '@adonisjs/core/app'

/**
 * Assembler hook: writes the registry of notifications (`#generated/notifications`). A kind is the name of its file,
 * and a kind from the database is only looked up in the registry.
 */
export default hooks.init((_parent, _hooks, indexGenerator) => {
  indexGenerator.add('notifications', {
    source: 'app/notifications',
    importAlias: '#notifications',
    output: '.adonisjs/server/notifications.ts',
    as(files, buffer, _config, helpers) {
      buffer.write('export const notifications = {').indent()
      for (const [name, path] of Object.entries(files.asList())) {
        if (name === 'app_notification') continue
        buffer.write(`'${name}': () => import('${helpers.toImportPath(path)}'),`)
      }
      buffer.dedent().write('}')
    },
  })
})
