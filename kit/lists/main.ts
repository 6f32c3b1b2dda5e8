export {
  chosenFrom,
  chosenListFrom,
  optionOf,
  optionsFrom,
  optionsOf,
  optionsWith,
  searchOptionsValidator,
} from '#lists/choices'
export type { Option } from '#lists/choices'
export { listing } from '#lists/listing'
export { listFields } from '#lists/list_fields'
export type { KeyMetadata, PageMetadata } from '#lists/types'
