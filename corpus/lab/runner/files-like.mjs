import { readdirSync } from 'node:fs'

/** Names in a folder that fit a pattern with `*`. */
export function filesLike(folder, pattern) {
  const shape = new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`)
  return readdirSync(folder).filter((name) => shape.test(name))
}

const escapeRegExp = (text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
