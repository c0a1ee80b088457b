// Runs peers that Node can start on a set: `node peers.mjs PEER FOLDER SET`, with pinyin-pro,
// pinyin-match, lines (writes SET.lines) or fzf (which is FOLDER/fzf). Prints a line for each query:
// the positions of the names found, best first.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [peer, folder, set] = process.argv.slice(2)
const require = createRequire(`${folder}/package.json`)
const lines = ending => readFileSync(`${folder}/${set}.${ending}`, 'utf8').trimEnd().split('\n')
const names = lines('names').map(line => line.split('\t')[0])
const queries = lines('queries').map(line => line.split('\t')[2])

/** Neither ranks: matches near the start of short names come first here. */
const ranked = (query, match) => {
  const found = []
  names.forEach((name, nth) => {
    const start = match(name, query)
    if (start !== null) found.push([start, name.length, nth])
  })
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
  return found.map(([, , nth]) => nth)
}

if (peer === 'lines') {
  const { pinyin } = require('pinyin-pro')
  const line = name => `${name} ${pinyin(name, { toneType: 'none', type: 'array', v: true }).join('')}`
  writeFileSync(`${folder}/${set}.lines`, names.map(line).join('\n') + '\n')
} else if (peer === 'fzf') {
  // Each position is a field of its own, which is not searched.
  const input = lines('lines').map((line, nth) => `${nth}\t${line}`).join('\n')
  for (const query of queries) {
    let out = ''
    try {
      out = execFileSync(`${folder}/fzf`, ['--delimiter', '\t', '--nth', '2', '--filter', query], { input, encoding: 'utf8', maxBuffer: 1 << 26 })
    } catch (error) {
      if (error.status !== 1) throw error
    }
    console.log(out.split('\n').filter(Boolean).map(line => line.split('\t')[0]).join(' '))
  }
} else {
  // Both know characters with several readings. pinyin-pro finds scattered characters, too, but
  // those of a name that was asked for stand together.
  const { match } = require(peer)
  const options = peer === 'pinyin-pro' ? [{ continuous: true }] : []
  const start = (name, query) => (match(name, query, ...options) || [null])[0]
  for (const query of queries) console.log(ranked(query, start).join(' '))
}
