/**
 * Run it after `npm ci --omit=dev`: removes packages that production never runs. npm keeps development tools that a
 * package declares as an optional peer (test runners, TypeScript, Vue), Vite as a required peer, and the C headers of
 * Node. See docs/decisions/0008-production-install.md.
 */
import { readFile, rm } from 'node:fs/promises'

const BUILD_TOOLS = ['vite', 'rolldown', 'lightningcss', 'esbuild', 'ast-grep', 'types']

/** The package `node` links its binary from this folder; only headers are left in it. */
const NODE_HEADERS = 'node_modules/node/node_modules'

if ((process.env.npm_config_omit ?? '').split(/[\s,]+/).includes('dev')) {
  const root = new URL('../', import.meta.url)
  const lock = JSON.parse(await readFile(new URL('package-lock.json', root), 'utf8'))
  const unused = Object.entries(lock.packages)
    .filter(([path, entry]) => entry.devOptional || isBuildTool(path))
    .map(([path]) => path)

  for (const path of [...unused, NODE_HEADERS]) {
    await rm(new URL(path, root), { recursive: true, force: true })
  }
}

function isBuildTool(path) {
  const name = path.split('node_modules/').at(-1)
  return BUILD_TOOLS.some(
    (tool) => name === tool || name.startsWith(`${tool}-`) || name.startsWith(`@${tool}/`)
  )
}
