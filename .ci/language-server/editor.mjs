// An editor that speaks LSP with yaml-language-server, over stdio, about files of a workspace.
import { spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import path from 'node:path'
import rpc from 'vscode-jsonrpc/node.js'

const server = fileURLToPath(new URL('node_modules/yaml-language-server/bin/yaml-language-server', import.meta.url))

// No store of schemas: what the server knows comes from the workspace alone, and nothing is fetched.
const settings = {
  yaml: { validate: true, completion: true, hover: true, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false } },
}

export async function openEditor(folder) {
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(child.stdout), new rpc.StreamMessageWriter(child.stdin))
  const waiting = new Map() // by URI: who waits for diagnostics
  connection.onRequest('workspace/configuration', ({ items }) => items.map(({ section }) => settings[section] ?? {}))
  connection.onRequest('client/registerCapability', () => null)
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    waiting.get(uri)?.(diagnostics)
    waiting.delete(uri)
  })
  connection.listen()
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {
      workspace: { configuration: true },
      textDocument: {
        completion: { completionItem: { snippetSupport: false, documentationFormat: ['plaintext'] } },
        hover: { contentFormat: ['plaintext'] },
      },
    },
  })
  connection.sendNotification('initialized', {})
  connection.sendNotification('workspace/didChangeConfiguration', { settings })

  let opened = 0
  return {
    // open shows a new file of a folder, which need not be on disk, and returns what the server says about it.
    async open(subfolder, text) {
      const uri = pathToFileURL(path.join(folder, subfolder, `file-${++opened}.yaml`)).href
      const diagnostics = new Promise((resolve) => waiting.set(uri, resolve))
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } })
      const ask = (method, position) => connection.sendRequest(method, { textDocument: { uri }, position })
      return {
        problems: (await diagnostics).map(({ range, message }) => `${range.start.line + 1}:${range.start.character + 1}: ${message}`),
        completions: async (position) => (await ask('textDocument/completion', position)).items,
        hover: async (position) => (await ask('textDocument/hover', position))?.contents.value,
      }
    },
    async close() {
      await connection.sendRequest('shutdown')
      connection.sendNotification('exit')
      connection.dispose()
      await new Promise((resolve) => (child.exitCode === null ? child.on('exit', resolve) : resolve()))
    },
  }
}
