import { hooks } from '@adonisjs/core/app'

const STEPS = ['npm run migrate', 'npm start', 'npm run worker']

/**
 * Assembler hook: prints the commands that run the build, as in the README. The assembler's own hint starts the build
 * without its migrations, its worker and its environment.
 */
export default hooks.buildFinished(({ ui }, instructions) => {
  instructions.render = () => {}
  const hint = ui
    .instructions()
    .heading('Run it in production: once a release, then each of the two')
  STEPS.forEach((step) => hint.add(ui.colors.cyan(step)))
  hint.render()
})
