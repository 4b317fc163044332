// Opens the reviewed pages of pkg/internal/report in Debian's Chromium, without a network. SCREENSHOTS=FOLDER keeps what it sees.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import axe from 'axe-core'
import puppeteer from 'puppeteer-core'

const checkout = fileURLToPath(new URL('../..', import.meta.url))
const testdata = join(checkout, 'pkg/internal/report/testdata/')
const pages = readdirSync(testdata).filter(name => name.endsWith('.html'))
const widths = { phone: 390, tablet: 820, desktop: 1280 }
const schemes = ['light', 'dark']
const screenshots = process.env.SCREENSHOTS

let browser
before(async () => {
  assert.ok(pages.length >= 3, `there must be at least 3 pages in ${testdata}`)
  browser = await puppeteer.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND'],
  })
})
after(() => browser?.close())

// open loads a page, and fails where it says anything on the console or asks for anything but itself.
async function open(t, file, { width = widths.desktop, scheme = 'light', media = 'screen' } = {}) {
  const page = await browser.newPage()
  const url = pathToFileURL(file).href
  const noticed = []
  page.on('console', message => noticed.push(`console: ${message.text()}`))
  page.on('pageerror', error => noticed.push(`error: ${error.message}`))
  page.on('request', request => request.url() === url || noticed.push(`request: ${request.url()}`))
  t.after(async () => {
    await page.close()
    assert.deepEqual(noticed, [])
  })
  await page.setViewport({ width, height: 844, deviceScaleFactor: width === widths.phone ? 2 : 1, isMobile: width === widths.phone })
  const session = await page.createCDPSession() // puppeteer's own calls forget the medium for the scheme
  await session.send('Emulation.setEmulatedMedia', { media, features: [{ name: 'prefers-color-scheme', value: scheme }] })
  await page.goto(url, { timeout: 120_000 })
  return page
}

const openAll = page => page.evaluate(() => document.querySelectorAll('details').forEach(details => { details.open = true }))

for (const name of pages) {
  for (const [device, width] of Object.entries(widths)) {
    for (const scheme of schemes) {
      test(`${name} on a ${device}, ${scheme}`, async t => {
        const page = await open(t, join(testdata, name), { width, scheme })
        if (screenshots) await page.screenshot({ path: join(screenshots, `${name}-${device}-${scheme}.png`), fullPage: true })
        await openAll(page)
        const seen = await page.evaluate(() => ({
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          wide: [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg, .hidden, .skip') && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 100)),
          background: getComputedStyle(document.documentElement).backgroundColor,
          scales: [...document.querySelectorAll('svg')].map(svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width),
        }))
        assert.equal(seen.overflow, 0, 'the page must not scroll sideways')
        assert.deepEqual(seen.wide, [], 'nothing must be wider than the page')
        assert.equal(seen.background === 'rgb(255, 255, 255)', scheme === 'light')
        assert.ok(seen.scales.length > 0 && seen.scales.every(scale => scale > 0.85), `the text of drawings must not be too small: ${seen.scales}`)
        if (device === 'tablet') return // the same rules as on a desktop
        await page.evaluate(axe.source)
        const found = await page.evaluate(() => axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
        assert.deepEqual(found.violations.map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 200)).join(' ')}`), [])
        assert.ok(found.passes.some(pass => pass.id === 'color-contrast'), 'contrast must have been measured')
      })
    }
  }

  test(`${name}: headings`, async t => {
    const page = await open(t, join(testdata, name))
    const headings = await page.$$eval('h1, h2, h3', all => all.map(h => [h.localName, h.id]))
    assert.equal(headings.filter(([level]) => level === 'h1').length, 1)
    const sections = headings.filter(([level]) => level === 'h2').map(([, id]) => id)
    assert.deepEqual(sections, name === 'everything.html' ? ['consequences', 'overview', 'differences', 'apps'] : ['overview', 'differences', 'apps'])
    const apps = await page.$$eval('.matrix tbody a', all => all.map(a => a.getAttribute('href').slice(1)))
    assert.deepEqual(headings.filter(([, id]) => id.startsWith('app:')).map(([, id]) => id), apps)
    const drawings = await page.$$eval('svg', all => all.map(svg => svg.getAttribute('aria-label')))
    assert.equal(drawings.length, await page.$$eval('.matrix td > ul', all => all.length), 'each target must have a drawing')
    assert.ok(drawings.every(label => label.includes(':')), 'each drawing must be described')
  })

  test(`${name}: the text of drawings is in its boxes`, async t => {
    const page = await open(t, join(testdata, name))
    const outside = await page.$$eval('svg g', groups => groups.flatMap(g => {
      const card = [...g.querySelectorAll('.card')].at(-1)?.getBBox()
      return [...g.querySelectorAll('text')].filter(text => {
        const box = text.getBBox()
        return box.x < card.x || box.x + box.width > card.x + card.width || box.y < card.y || box.y + box.height > card.y + card.height
      }).map(text => text.textContent)
    }))
    assert.deepEqual(outside, [])
  })

  test(`${name}: by keyboard`, async t => {
    const page = await open(t, join(testdata, name))
    const expected = await page.evaluate(() => {
      const all = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter(e => e.checkVisibility())
      all.forEach((e, i) => { e.dataset.order = i })
      return all.length
    })
    assert.ok(expected > 10)
    for (let i = 0; i < expected; i++) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => ({
        order: document.activeElement.dataset.order,
        outline: getComputedStyle(document.activeElement).outlineStyle,
        left: document.activeElement.getBoundingClientRect().left,
        text: document.activeElement.textContent.slice(0, 50),
      }))
      assert.equal(focused.order, String(i), `Tab ${i} leads to ${focused.text}`)
      assert.notEqual(focused.outline, 'none', `the focus must be visible on ${focused.text}`)
      assert.ok(focused.left >= 0, `${focused.text} must be visible when it is focused`)
      if (i === 0) assert.equal(focused.text, 'Skip to content')
    }
    const summary = await page.$('article details:not([open]) > summary')
    await summary.focus()
    await page.keyboard.press('Enter')
    assert.ok(await summary.evaluate(e => e.parentElement.open), 'Enter must open what is folded up')
  })

  test(`${name}: on paper`, async t => {
    const page = await open(t, join(testdata, name), { media: 'print', scheme: 'dark' })
    const seen = await page.evaluate(() => ({
      ink: getComputedStyle(document.documentElement).color,
      folded: [...document.querySelectorAll('details:not([open])')].length,
      missing: [...document.querySelectorAll('details:not([open]) > :not(summary)')].filter(e => e.getBoundingClientRect().height === 0).length,
    }))
    assert.equal(seen.ink, 'rgb(0, 0, 0)', 'paper is white')
    assert.ok(seen.folded > 0)
    assert.equal(seen.missing, 0, 'what is folded up must be on paper')
    if (screenshots) await page.screenshot({ path: join(screenshots, `${name}-print.png`), fullPage: true })
  })
}

test('a workspace of 1,000 sessions opens', async t => {
  const scratch = mkdtempSync(join(tmpdir(), 'report-'))
  const workspace = join(scratch, 'workspace')
  const binary = join(scratch, 'flinkustomize')
  execFileSync('go', ['build', '-trimpath', '-ldflags=-s', '-o', binary, './cmd/flinkustomize'], { cwd: checkout, env: { ...process.env, CGO_ENABLED: '0' } })
  cpSync(join(checkout, 'examples/quickstart'), workspace, { recursive: true })
  const session = readFileSync(join(workspace, 'flink/analytics.yaml'), 'utf8').replace(/ {2}resources:\n {2}- .*\n/, '')
  rmSync(join(workspace, 'flink'), { recursive: true })
  mkdirSync(join(workspace, 'flink'))
  for (let i = 0; i < 1000; i++) writeFileSync(join(workspace, `flink/analytics-${i}.yaml`), session.replace('name: analytics', `name: analytics-${i}`))
  const file = join(scratch, 'thousand.html')
  execFileSync(binary, ['report', '-o', file], { cwd: workspace })
  const page = await open(t, file)
  assert.equal(await page.$$eval('article', all => all.length), 1000)
  const summary = await page.$('article:last-of-type summary')
  await summary.focus()
  await page.keyboard.press('Enter')
  assert.ok(await page.$eval('article:last-of-type svg', svg => svg.getBoundingClientRect().height > 100))
})
