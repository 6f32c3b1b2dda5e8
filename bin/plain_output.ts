/**
 * Disables colours if the output is a pipe or a file. Both variables are needed: the borders of tables depend on TERM
 * only, and other libraries treat any FORCE_COLOR as a yes.
 */
const { FORCE_COLOR, NO_COLOR } = process.env
if (FORCE_COLOR === undefined && (NO_COLOR || !process.stdout.isTTY)) {
  Object.assign(process.env, { FORCE_COLOR: '0', NO_COLOR: '1' })
}
