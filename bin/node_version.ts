/**
 * The first import of the programs: the others may need a newer Node, and fail with an error that does not say so.
 */
const REQUIRED_NODE = 24

if (Number.parseInt(process.versions.node, 10) < REQUIRED_NODE) {
  process.stderr.write(
    `This app needs Node ${REQUIRED_NODE} or newer, and this is Node ${process.versions.node}. ` +
      'npm ci brings one along: node_modules/.bin/node.\n'
  )
  process.exit(1)
}
