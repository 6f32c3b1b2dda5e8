export { encrypted, readableOrNull } from '#keys/encrypted_column'
export { keyedHash } from '#keys/keyed_hash'
export { addEncryptedPlaces, type EncryptedPlace, type StoredText } from '#keys/places'
