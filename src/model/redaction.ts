// Values that must not travel in a report: passwords, tokens and keys in properties, JAAS lines, URLs and agent options.

const SECRET =
  /((?:pass(?:word|wd|phrase)?|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential|license[-_.]?key)s?["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&]+)/gi
const URL_LOGIN = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s@/]+@/gi

/** The text without its secrets. */
export function redacted(text: string): string {
  const secretless = text.replace(SECRET, '$1[redacted]')
  return secretless.includes('://') ? secretless.replace(URL_LOGIN, '$1[redacted]@') : secretless
}
