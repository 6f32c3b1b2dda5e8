/** The moment as the name of a backup begins with it: `20261130T062328Z`. */
export function timeOf(moment: Date) {
  return moment.toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** @param name of a backup */
export function momentOf(name: string) {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/.exec(
    name
  )!
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
