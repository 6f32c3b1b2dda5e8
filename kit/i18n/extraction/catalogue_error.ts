/** What somebody has to correct: a catalogue, a source file, or what a command was given. */
export class CatalogueError extends Error {}
