import type { Rule } from '#migrations/check/rules'

/**
 * The rules of `migration:check` that a migration does not keep, each with the reason why it is safe all the same:
 * `static safety: MigrationSafety = { dropColumn: 'No release has read it since 2.3' }`. See docs/migrations.md.
 */
export type MigrationSafety = Partial<Record<Rule, string>>
