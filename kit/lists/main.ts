export { listing } from '#lists/listing'
export { listFields } from '#lists/list_fields'
export type { KeyMetadata, PageMetadata } from '#lists/types'
