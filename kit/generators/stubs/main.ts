/** For `node ace eject make/controller --pkg=#generators/stubs/main`, which copies stubs into `stubs/` of the app. */
export const stubsRoot = import.meta.dirname
