import { hooks } from '@adonisjs/core/app'

/**
 * Assembler hook: writes the registry of jobs (`#generated/jobs`), the name of each beside its import. A name
 * is the job's file under app/jobs, so it outlives releases, and nothing that a broker says is ever imported.
 */
export default hooks.init((_parent, _hooks, indexGenerator) => {
  indexGenerator.add('jobs', {
    source: 'app/jobs',
    importAlias: '#jobs',
    output: '.adonisjs/server/jobs.ts',
    as(files, buffer, _config, helpers) {
      buffer.write('export const jobs = {').indent()
      for (const [name, path] of Object.entries(files.asList())) {
        buffer.write(`'${name}': () => import('${helpers.toImportPath(path)}'),`)
      }
      buffer.dedent().write('}')
    },
  })
})
