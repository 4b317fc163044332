// What a user sees in an editor, in the workspace that flinkustomize init writes.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import { openEditor } from './editor.mjs'

const checkout = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(path.join(tmpdir(), 'flinkustomize-'))
let editor

before(async () => {
  execFileSync('go', ['run', './cmd/flinkustomize', 'init', folder], { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] })
  editor = await openEditor(folder)
})

after(async () => {
  await editor?.close()
  rmSync(folder, { recursive: true })
})

// session opens a session with some lines of a spec; ‸ in them is where the cursor is.
const session = (lines) => document('FlinkSession', lines)

async function document(kind, lines) {
  const text = `# yaml-language-server: $schema=../flinkustomize.schema.json
apiVersion: flinkustomize.dev/v1alpha1
kind: ${kind}
metadata: {name: analytics}
spec:
${lines}
`
  const before = text.split('‸')[0].split('\n')
  const file = await editor.open('flink', text.replace('‸', ''))
  return { ...file, cursor: { line: before.length - 1, character: before.at(-1).length } }
}

for (const name of ['flinkustomize.yaml', 'environments.yaml', 'flink/analytics.yaml']) {
  test(`${name} of init has no problems, and is checked`, async () => {
    const text = readFileSync(path.join(folder, name), 'utf8')
    const file = await editor.open(path.dirname(name), text)
    assert.deepEqual(file.problems, [])
    const documents = text.split('\n---\n').length
    const wrong = await editor.open(path.dirname(name), text.replaceAll('\nkind:', '\nkid: x\nkind:'))
    const unknown = wrong.problems.filter((problem) => problem.endsWith('Property kid is not allowed.'))
    assert.equal(unknown.length, documents, wrong.problems.join('\n'))
  })
}

for (const [name, lines, label, insert, documentation] of [
  ['a field', '  storage:\n    t‸', 'type', /^type: /, /^type is None, S3, GCS, Azure, OSS, HDFS or Volume\. Default: None\./],
  ['a value of an enumeration', '  storage:\n    type: ‸', 'HDFS', /^HDFS$/, /^HDFS is the Hadoop file system/],
  ['a feature', '  ‸', 'webUI', /^webUI:/, /^webUI makes Flink's web UI reachable/],
  ['a field of an environment', '  environments:\n    prod:\n      ‸', 'taskManager', /^taskManager:/, /^taskManager sizes each TaskManager/],
  ['an example', '  flinkVersion: ‸', '1.20.3', /^1\.20\.3$/, /^/],
  ['a member of a union', '  highAvailability:\n    mode: ZooKeeper\n    z‸', 'zookeeper', /^zookeeper:/, /^zookeeper belongs to mode ZooKeeper/],
]) {
  test(`completes ${name}`, async () => {
    const file = await session(lines)
    const items = await file.completions(file.cursor)
    const item = items.find((candidate) => candidate.label === label)
    assert.ok(item, `${label} must be among ${items.map((candidate) => candidate.label).join(', ')}`)
    assert.match(item.textEdit?.newText ?? item.insertText, insert)
    assert.match(item.documentation?.value ?? item.documentation ?? '', documentation)
  })
}

for (const [name, lines, problems] of [
  ['an unknown field', '  storage: {type: S3, bucket: flink}', ['6:23: Property bucket is not allowed.']],
  ['an unknown value', '  storage: {type: s3}', [
    '6:19: Value is not accepted. Valid values: "None", "S3", "GCS", "Azure", "OSS", "HDFS", "Volume".',
  ]],
  ['a number without its unit', '  checkpoints: {interval: 30}', ['6:27: Incorrect type. Expected "string".']],
  ['a reference without its key', '  env: {TOKEN: {secretName: api}}', ['6:9: Missing property "key".']],
  ['a member of another type', '  storage: {type: HDFS, s3: {plugin: Hadoop}}', ['6:19: Value must be "S3".']],
  ['environments in an environment', '  environments: {prod: {environments: {}}}', ['6:25: Property environments is not allowed.']],
  ['nothing where all is well', '  flinkConfiguration: {a.b: 1, c: null, d: true}\n  jobManager: {cpu: 1}\n  environment: {operatorVersion: 1.15}', []],
]) {
  test(`reports ${name}`, async () => {
    const file = await session(lines)
    assert.deepEqual(file.problems, problems)
  })
}

test('completes and checks a console', async () => {
  const file = await document('StreamPark', '  database:\n    type: ‸')
  const items = await file.completions(file.cursor)
  assert.deepEqual(items.map((item) => item.label).sort(), ['H2', 'MySQL', 'PostgreSQL'])
  const wrong = await document('StreamPark', '  database: {type: PostgreSQL, driver: {type: Image}}\n  memory: 2G')
  assert.deepEqual(wrong.problems.map((problem) => problem.split(': ')[0]), ['6:20', '7:11'], wrong.problems.join('\n'))
})

test('shows the words of a field and the values that it can have', async () => {
  const file = await session('  storage:\n    ty‸pe: S3')
  const shown = await file.hover(file.cursor)
  assert.match(shown, /type is None, S3, GCS, Azure, OSS, HDFS or Volume/)
  assert.match(shown, /OSS is Alibaba Cloud's Object Storage Service/)
})
