/** Argument of Node that makes it run TypeScript files. */
export const RUN_TYPESCRIPT = `--import=${new URL('../../kit/console/typescript_loader.ts', import.meta.url).href}`
