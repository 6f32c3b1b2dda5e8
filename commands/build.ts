import CoreBuild from '@adonisjs/core/commands/build'

/**
 * The build command of AdonisJS, but without the tests and the bench.
 */
export default class Build extends CoreBuild {
  async run() {
    this.tsconfig ??= 'tsconfig.build.json'
    await super.run()
  }
}

/** adonisrc.ts must list this file too: a command in the folder alone does not replace a command of a package. */
export const getMetaData = async () => [Build.serialize()]
export const getCommand = async () => Build
