/** An expected failure of a backup. Its message is a sentence that says what to do. */
export class BackupFailed extends Error {}
