import { test } from '@japa/runner'
import { firstVisit, JS_BUDGET } from '../../bench/first_visit.ts'

test('the first visit to the log-in page stays within its budget of scripts', async ({
  assert,
}) => {
  const { js } = await firstVisit(`http://localhost:${process.env.PORT}/login`)
  assert.isAbove(js, 50, 'the page loads its scripts')
  assert.isAtMost(js, JS_BUDGET)
})
