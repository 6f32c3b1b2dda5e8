import { addImport, editCode } from '#generators/syntax/code'

/** Adds a line to `start/schedules.ts`, below the others. */
export function addSchedule(text: string, job: { pascal: string; path: string }, timing: string) {
  return editCode(text, (file) => {
    addImport(file, { from: `#jobs/${job.path}`, byDefault: job.pascal })
    file.addStatements(`schedule(${job.pascal})${timing}`)
  })
}
