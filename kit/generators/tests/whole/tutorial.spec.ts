import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { stepsOf, type Step } from '#generators/tests/support/page_steps'
import { WholeProject } from '#generators/tests/support/whole_project'

/** Commands that the copy of the project does not run as they are, and the test of each. */
const INSTEAD: Record<string, (project: WholeProject) => Promise<void>> = {
  // The packages are there, and the server would not end.
  'npm ci && npm run dev': async () => {},
  // It would change a block of the page that is not formatted, which the next command reports.
  'npm run format': async () => {},
  // Everything apart from the production build, over the written files only.
  'npm run check': async (project) => {
    await project.checkGenerated()
    await project.checkTypes()
    await project.checkStyle()
  },
}

const steps = stepsOf(await readFile(app.makePath('docs/tutorial.md'), 'utf8'))

const titleOf = (step: Step) =>
  `line ${step.line}: ${step.kind === 'run' ? step.command : `${step.kind} ${step.path}`}`

test.group('Generators | docs/tutorial.md', (group) => {
  let project: WholeProject
  let hasFailed = false
  group.setup(async () => {
    project = await WholeProject.create()
  })
  group.teardown(() => project.remove())

  for (const step of steps) {
    test(titleOf(step), async () => {
      if (hasFailed) throw new Error('A step above has failed')
      hasFailed = true
      const instead = step.kind === 'run' ? INSTEAD[step.command] : undefined
      await (instead ? instead(project) : project.follow(step))
      hasFailed = false
    })
  }
})
