import { ChangeRefused } from '#generators/changes'
import { arrayOf, editCode } from '#generators/syntax/code'

/** Adds pages of members to the walk over all pages, after the other pages of members that have a route. */
export function addVisits(text: string, visits: { shows: string; route: string; path: string }[]) {
  return editCode(text, (file) => {
    const list = arrayOf(file, 'VISITS')
    if (!list) throw new ChangeRefused('tests/support/site_walk/visits.ts has no list VISITS')
    const last = list
      .getElements()
      .findLastIndex((one) => /route: .*as: 'regular', open: at\(/.test(one.getText()))
    const lines = visits.map(
      ({ shows, route, path }) =>
        `{ shows: '${shows}', route: '${route}', as: 'regular', open: at('${path}') }`
    )
    list.insertElements(last + 1, lines, { useNewLines: true })
  })
}
