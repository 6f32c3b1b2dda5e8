/** A mistake that the user must correct: in a catalogue, in a source file or in the arguments of a command. */
export class CatalogueError extends Error {}
