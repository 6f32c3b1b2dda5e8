import { FsLoader } from '@adonisjs/core/ace'

const loader = new FsLoader(import.meta.dirname, (file) => !file.startsWith('main.'))

export const getMetaData = loader.getMetaData.bind(loader)
export const getCommand = loader.getCommand.bind(loader)
