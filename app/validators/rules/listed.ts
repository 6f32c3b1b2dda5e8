/** For `.parse()` of an array: `?kind=a` and `?kind=a&kind=b` are both lists. */
export function listed(value: unknown) {
  return typeof value === 'string' ? [value] : value
}
