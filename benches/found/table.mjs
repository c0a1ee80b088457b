// Prints the table of `benches/found/run`: `node table.mjs FOLDER PEER…`. For each kind of query and
// each peer: the share that was found at all, and found first.

import { existsSync, readFileSync } from 'node:fs'

const [folder, ...peers] = process.argv.slice(2)
const sets = ['stations', 'counties', 'towns']
const lines = file => readFileSync(file, 'utf8').trimEnd().split('\n')
const near = syllable => syllable.replace(/^([zcs])h/, '$1').replace(/(?<=[aei]n)g$/, '')

/** What two names must have in common so that either may come first for a query of a kind. */
const sameFor = {
  'full pinyin': syllables => syllables.join(''),
  tones: syllables => syllables.join(''),
  initials: syllables => syllables.map(syllable => syllable[0]).join(''),
  'near sounds': syllables => syllables.map(near).join(''),
  'a typing error': syllables => syllables.join(''),
  'traditional characters': (_, nth) => nth,
}

const rows = new Map()
const sums = peers.map(() => [0, 0, 0])
for (const set of sets) {
  const names = lines(`${folder}/${set}.names`).map(line => line.split('\t'))
  const queries = lines(`${folder}/${set}.queries`).map(line => line.split('\t'))
  peers.forEach((peer, column) => {
    const file = `${folder}/${set}.${peer}`
    if (!existsSync(file)) return
    const results = readFileSync(file, 'utf8').split('\n')
    queries.forEach(([kind, at, query], row) => {
      const key = `${set}\t${kind}`
      if (!rows.has(key)) rows.set(key, peers.map(() => [0, 0, 0]))
      const found = results[row] === '' ? [] : results[row].split(' ')
      const same = nth => sameFor[kind](names[nth][1].split(' '), nth)
      const isFound = found.includes(at)
      const isFirst = found.length > 0 && `${same(found[0])}` === `${same(at)}`
      for (const counts of [rows.get(key)[column], sums[column]]) {
        counts[0] += 1
        counts[1] += isFound
        counts[2] += isFirst
      }
      if (process.env.MISSES === peer && !(isFound && isFirst)) {
        console.error([set, kind, query, names[at][0], isFound ? `after ${names[found[0]][0]}` : 'not found'].join('\t'))
      }
    })
  })
}
const percent = (part, all) => {
  const share = 100 * part / all
  return part === all ? '100' : part === 0 ? '–' : Math.min(share, 99.99).toFixed(share > 99.9 ? 2 : 1)
}
const cells = counts => counts.map(([all, found, first]) => found ? `${percent(found, all)} / ${percent(first, all)}` : '–')
console.log(`| set | query | number | ${peers.join(' | ')} |`)
console.log(`| --- | --- | ---: |${' ---: |'.repeat(peers.length)}`)
for (const [key, counts] of rows) {
  const [set, kind] = key.split('\t')
  console.log(`| ${set} | ${kind} | ${counts[0][0]} | ${cells(counts).join(' | ')} |`)
}
console.log(`| all | | ${sums[0][0]} | ${cells(sums).join(' | ')} |`)
