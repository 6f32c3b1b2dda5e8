import { hooks } from '@adonisjs/core/app'

/**
 * Assembler hook: writes the registry of jobs (`#generated/jobs`), with the name and the import of each job. A name is
 * the path of the file under app/jobs, so it is stable across releases. A name from a broker is only looked up in the
 * registry, and never imported as a path.
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
