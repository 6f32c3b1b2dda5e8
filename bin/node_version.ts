/**
 * Must be the first import of each program: the other modules may need a newer Node, and their errors do not say so.
 */
const REQUIRED_NODE = 24

if (Number.parseInt(process.versions.node, 10) < REQUIRED_NODE) {
  process.stderr.write(
    `This app needs Node ${REQUIRED_NODE} or newer, and this is Node ${process.versions.node}. ` +
      'npm ci brings one along: node_modules/.bin/node.\n'
  )
  process.exit(1)
}
