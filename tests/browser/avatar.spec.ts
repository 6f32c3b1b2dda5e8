import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import type { BrowserContext, Page } from 'playwright'
import { UserFactory } from '#database/factories/user_factory'
import { eventually } from '#tests/support/eventually'
import { folderWith } from '#tests/support/folder'
import { PageInspector } from '#tests/support/page_inspector'
import { logIn, openPage } from '#tests/support/pages'
import { colorAt, halves } from '#tests/support/pictures'

const baseURL = `http://localhost:${process.env.PORT}`

async function openProfile(context: BrowserContext) {
  const user = await UserFactory.merge({ locale: 'en' }).create()
  await logIn(context, user)
  const { inspector, page } = await PageInspector.open(context)
  await openPage(page, '/settings/profile')
  return { inspector, page }
}

const shownPicture = (page: Page) => page.locator('main img[src*="/avatars/"]')

async function colorOf(page: Page, left: number) {
  const src = await shownPicture(page).getAttribute('src')
  const response = await page.request.get(src!)
  return colorAt(await response.body(), left, 128)
}

test.group('The picture of an account', (group) => {
  group.each.setup(async () => {
    const { default: limiter } = await import('@adonisjs/limiter/services/main')
    await limiter.clear()
  })

  test('a member chooses a part by keyboard, and the picture appears by itself everywhere', async ({
    assert,
    browserContext,
  }) => {
    const { inspector, page } = await openProfile(browserContext)
    await inspector.inspect(page)
    assert.equal(await page.locator('script[src*=cropper]').count(), 0)

    const buffer = await halves(800, 400).jpeg().toBuffer()
    const file = { name: 'me.jpg', mimeType: 'image/jpeg', buffer }
    await page.getByLabel('Choose a picture').setInputFiles(file)
    const crop = page.getByRole('group', { name: 'Visible part of the picture' })
    await page.locator('input[name=cropSize]').waitFor({ state: 'attached' })
    await inspector.inspect(page)
    await crop.focus()
    for (let times = 0; times < 60; times++) await page.keyboard.press('ArrowRight')
    await eventually(async () => {
      const left = await page.locator('input[name=cropLeft]').inputValue()
      return Number(left) >= 399
    })
    await page.getByRole('button', { name: 'Save picture' }).click()

    await shownPicture(page).waitFor()
    const [red, , blue] = await colorOf(page, 20)
    assert.isBelow(red, 60)
    assert.isAbove(blue, 200)
    assert.equal(await page.locator('header img[src*="/avatars/"]').count(), 1)
    assert.equal(await page.locator('[role=complementary] img[src*="/avatars/"]').count(), 1)
    await inspector.inspect(page)

    await page.getByRole('button', { name: 'Remove picture' }).click()
    await shownPicture(page).waitFor({ state: 'detached' })
    assert.equal(await page.locator('img[src*="/avatars/"]').count(), 0)
  })

  test('a file that is too large is refused before it is sent', async ({ browserContext }) => {
    const { inspector, page } = await openProfile(browserContext)
    // The browser reads it from the disk: a busy machine needs seconds for contents that Playwright sends.
    await using folder = await folderWith({ 'me.png': '' })
    const file = join(folder.path, 'me.png')
    await truncate(file, 11_000_000)
    await page.getByLabel('Choose a picture').setInputFiles(file)

    await page.getByText('This picture is larger than 10 MB. Choose a smaller one.').waitFor()
    await inspector.inspect(page)
  })

  test('a file that is no picture is refused at its field', async ({ browserContext }) => {
    const { inspector, page } = await openProfile(browserContext)
    const file = { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('hello') }
    await page.getByLabel('Choose a picture').setInputFiles(file)
    await page.getByRole('button', { name: 'Save picture' }).click()

    await page.getByText('Choose a plain picture in PNG, JPEG or WebP format.').waitFor()
    await inspector.inspect(page)
  })

  test('without scripts the middle of the picture is shown, and the profile is saved too', async ({
    assert,
    browser,
  }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: false })
    const user = await UserFactory.create()
    await logIn(context, user)
    const page = await context.newPage()
    await page.goto('/settings/profile')
    await page.getByLabel('Job title').fill('Analyst')
    await page.getByRole('button', { name: 'Save profile' }).click()
    await eventually(() => user.refresh().then(({ jobTitle }) => jobTitle === 'Analyst'))

    const file = { name: 'me', mimeType: 'text/plain', buffer: Buffer.from('hello') }
    await page.getByLabel('Choose a picture').setInputFiles(file)
    await page.getByRole('button', { name: 'Save picture' }).click()
    await page.getByText('Choose a plain picture in PNG, JPEG or WebP format.').waitFor()

    const buffer = await halves(800, 400).png().toBuffer()
    await page.getByLabel('Choose a picture').setInputFiles({ ...file, buffer })
    await page.getByRole('button', { name: 'Save picture' }).click()
    await eventually(() => user.refresh().then(({ avatar }) => avatar !== null))
    await page.goto('/settings/profile')

    const [red] = await colorOf(page, 20)
    const [, , blue] = await colorOf(page, 236)
    assert.isAbove(red, 200)
    assert.isAbove(blue, 200)
    await page.getByRole('button', { name: 'Remove picture' }).click()
    await eventually(() => user.refresh().then(({ avatar }) => avatar === null))
    await context.close()
  })
})
