/** That of all accounts of the bench. */
export const PASSWORD = 'analytical-engine'

/** As in config/hash.ts. */
export const PASSWORD_COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
