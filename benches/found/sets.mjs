// Makes the sets of names and queries: `node sets.mjs FOLDER`. Reads stations.js and cn.json there,
// and writes NAME.names (name, official pinyin with blanks) and NAME.queries (kind, position of the
// name, query), tab-separated.

import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const folder = process.argv[2]
const require = createRequire(`${folder}/package.json`)
const { pinyin } = require('pinyin-pro')
const { Converter } = require('opencc-js')
const toTraditional = Converter({ from: 'cn', to: 't' })

const plain = text => text.normalize('NFD').replace(/u\u0308/g, 'v').replace(/\p{M}/gu, '').toLowerCase()
const marked = new Map()
function readings(char) {
  if (!marked.has(char)) marked.set(char, pinyin(char, { multiple: true, type: 'array', toneType: 'symbol' }))
  return marked.get(char)
}

/** Divides official letters into the syllables of the characters, by their known readings; null if they are not pinyin. */
function syllables(name, letters) {
  const chars = [...name]
  const divide = (nth, rest) => {
    if (nth === chars.length) return rest === '' ? [] : null
    for (const reading of readings(chars[nth])) {
      const syllable = plain(reading)
      for (const spelling of [syllable, syllable.replace('v', 'u'), syllable.replace('v', 'yu')]) {
        if (!rest.startsWith(spelling)) continue
        const others = divide(nth + 1, rest.slice(spelling.length))
        if (others) return [{ plain: spelling, marked: reading }, ...others]
      }
    }
    return null
  }
  return divide(0, letters)
}

/** As people write who do not tell the pairs apart. */
const near = syllable => syllable.replace(/^([zcs])h/, '$1').replace(/(?<=[aei]n)g$/, '')

/** One typing error, of a kind and at a place that depend on the name's position only. */
function typo(letters, nth) {
  const at = 1 + (nth * 7) % (letters.length - 2)
  const swapped = letters.slice(0, at) + letters[at + 1] + letters[at] + letters.slice(at + 2)
  return [
    letters.slice(0, at) + letters.slice(at + 1),
    letters.slice(0, at) + letters[at] + letters.slice(at),
    swapped === letters ? letters + letters.at(-1) : swapped,
  ][nth % 3]
}

function write(set, rows) {
  const names = new Map(rows)
  const queries = []
  const kept = []
  for (const [name, official] of names) {
    const letters = plain(official).replace(/[^a-z]/g, '')
    const parts = syllables(name, letters)
    // Letters of another language, and of another name, are not the pinyin of this one.
    if (!parts) continue
    const nth = kept.length
    kept.push(`${name}\t${parts.map(part => part.plain).join(' ')}`)
    const add = (kind, query) => queries.push(`${kind}\t${nth}\t${query}`)
    add('full pinyin', letters)
    const traditional = toTraditional(name)
    if (traditional !== name) add('traditional characters', traditional)
    add('initials', parts.map(part => part.plain[0]).join(''))
    add('tones', parts.map(part => part.marked).join(''))
    const similar = parts.map(part => near(part.plain)).join('')
    if (similar !== letters) add('near sounds', similar)
    if (letters.length >= 6) add('a typing error', typo(letters, nth))
  }
  writeFileSync(`${folder}/${set}.names`, kept.join('\n') + '\n')
  writeFileSync(`${folder}/${set}.queries`, queries.join('\n') + '\n')
  console.log(`${set}: ${kept.length} names, ${queries.length} queries`)
}

const stations = readFileSync(`${folder}/stations.js`, 'utf8').split("'")[1].split('@').filter(Boolean)
write('stations', stations.map(row => row.split('|')).map(cells => [cells[1], cells[3]]))

const places = JSON.parse(readFileSync(`${folder}/cn.json`, 'utf8'))
const counties = []
const towns = []
for (const [key, place] of Object.entries(places)) {
  if (!place.sub_lnames) continue
  const latin = place.sub_lnames.split('~')
  place.sub_keys.split('~').forEach((name, nth) => {
    if (/[鄉鎮]$/.test(name)) {
      towns.push([name.slice(0, -1), latin[nth].replace(/ Township$/, '')])
    } else if (key.startsWith('CN/') && / (Shi|Xian|Qu)$/.test(latin[nth])) {
      counties.push([name, latin[nth]])
    }
  })
}
write('counties', counties)
write('towns', towns)
