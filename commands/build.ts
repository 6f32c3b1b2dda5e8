import CoreBuild from '@adonisjs/core/commands/build'

/**
 * The command of AdonisJS, without the tests and the bench in the build.
 */
export default class Build extends CoreBuild {
  async run() {
    this.tsconfig ??= 'tsconfig.build.json'
    await super.run()
  }
}

/** adonisrc.ts has this file, too: a command of the folder alone does not replace one of a package. */
export const getMetaData = async () => [Build.serialize()]
export const getCommand = async () => Build
