import { execFileSync } from 'node:child_process'

/** The tests of the command run what users run: the bundle, made anew from these sources. */
export default function setup(): void {
  execFileSync(process.execPath, ['.ci/build.mjs', '--cli'], { stdio: 'inherit' })
}
