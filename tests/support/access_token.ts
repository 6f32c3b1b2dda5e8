import apiConfig from '#config/api'
import User from '#models/user'

type Ability = (typeof apiConfig.abilities)[number]

/** A token of an account, as its owner sees it once. */
export async function accessTokenOf(
  user: User,
  abilities: Ability[] = [...apiConfig.abilities],
  expiresIn?: string
) {
  const token = await User.accessTokens.create(user, abilities, { name: 'Ada Lovelace', expiresIn })
  return token.value!.release()
}
