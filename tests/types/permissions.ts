/**
 * Tests the types of permissions. Nothing here runs: `npm run check:types` fails if a line that must not compile compiles.
 */
import type User from '#models/user'

export async function permissions(user: User) {
  await user.may('groups.view')

  // @ts-expect-error no such permission
  await user.may('groups.veiw')
}
