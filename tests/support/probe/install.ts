import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Relative to the root of a checkout. */
export const PROBE = 'tests/support/probe'

/** Adds pages that only tests open to a copy of the sources, before it is built. */
export async function installProbe(copy: string) {
  await cp(join(copy, PROBE, 'pages'), join(copy, 'inertia/pages/probe'), { recursive: true })
  await cp(join(copy, PROBE, 'routes.ts'), join(copy, 'start/routes/probe.ts'))
  await change(
    copy,
    'start/routes.ts',
    "import '#start/routes/api'",
    "$&\nimport '#start/routes/probe'"
  )
  await change(copy, 'config/bodyparser.ts', '\n    autoProcess: [', "$&'/probe/fields', ")
}

async function change(copy: string, file: string, before: string, after: string) {
  const text = await readFile(join(copy, file), 'utf8')
  if (!text.includes(before)) throw new Error(`${file} has no ${before}`)
  await writeFile(join(copy, file), text.replace(before, after))
}
