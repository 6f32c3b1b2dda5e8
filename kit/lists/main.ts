export { listing } from '#lists/listing'
export { listFields } from '#lists/list_fields'
