/**
 * A pipe, a file and a log get no colours. The borders of tables look at TERM alone, and other libraries take any
 * FORCE_COLOR for a yes, so both variables are needed.
 */
const { FORCE_COLOR, NO_COLOR } = process.env
if (FORCE_COLOR === undefined && (NO_COLOR || !process.stdout.isTTY)) {
  Object.assign(process.env, { FORCE_COLOR: '0', NO_COLOR: '1' })
}
