/** Severity as causes see it, whatever the framework calls it. */
export type Level = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL'

const LEVELS: Readonly<Record<string, Level>> = {
  TRACE: 'TRACE',
  FINEST: 'TRACE',
  FINER: 'TRACE',
  DEBUG: 'DEBUG',
  FINE: 'DEBUG',
  INFO: 'INFO',
  CONFIG: 'INFO',
  NOTICE: 'INFO',
  WARN: 'WARN',
  WARNING: 'WARN',
  ERROR: 'ERROR',
  SEVERE: 'ERROR',
  FATAL: 'FATAL',
  CRITICAL: 'FATAL',
  CRIT: 'FATAL',
}

export function levelOf(word: string): Level | undefined {
  return LEVELS[word.toUpperCase()]
}

export function isAlarming(level: Level): boolean {
  return level === 'WARN' || level === 'ERROR' || level === 'FATAL'
}
