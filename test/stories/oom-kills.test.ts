// A kernel log tells of every process that was killed on the host: which of them was ours?

import { expect, test } from 'vitest'
import { incidentOf, loudCauses } from './bundle.ts'

const HOST_KILL =
  '[22942.416675] Out of memory: Killed process 18154 (java) total-vm:3356177860kB, anon-rss:4096kB, file-rss:160kB, shmem-rss:0kB, UID:0 pgtables:140kB oom_score_adj:0\n'
const CONTAINER_KILL =
  '[22959.905861] Memory cgroup out of memory: Killed process 18806 (java) total-vm:2988672kB, anon-rss:389120kB, file-rss:20748kB, shmem-rss:0kB, UID:0 pgtables:1000kB oom_score_adj:0\n'

const CRASH = `#
# A fatal error has been detected by the Java Runtime Environment:
#
#  SIGSEGV (0xb) at pc=0x00007f84dbf1a4a1, pid=28678, tid=28679
#
# JRE version: OpenJDK Runtime Environment (17.0.15+6) (build 17.0.15+6)
# Java VM: OpenJDK 64-Bit Server VM (17.0.15+6, mixed mode, tiered, g1 gc, linux-amd64)
# Problematic frame:
# C  [libexam.so+0x11af]  Java_Exam_nullWrite+0x18
#
siginfo: si_signo: 11 (SIGSEGV), si_code: 1 (SEGV_MAPERR), si_addr: 0x0000000000000000
`

test('a process with a crash log of a fault died of that, whomever the kernel killed besides', async () => {
  const incident = await incidentOf({ 'hs_err_pid28678.log': CRASH, 'dmesg.txt': HOST_KILL })
  expect(incident.verdict).toBe('native-library-crash')
  expect(loudCauses(incident)).not.toContain('physical-memory-exhausted')
})

test('of several kills that one counts whose pid the shell names', async () => {
  const console = 'start.sh: line 12: 18806 Killed                  java -Xmx256m -jar app.jar\n'
  const incident = await incidentOf({ 'console.log': console, 'dmesg.txt': HOST_KILL + CONTAINER_KILL })
  expect(incident.verdict).toBe('cgroup-memory-limit')
  expect(loudCauses(incident)).not.toContain('physical-memory-exhausted')
})

test('where no pid is known, as behind the wall of a container, a kill of any java may be ours', async () => {
  const incident = await incidentOf({ 'console.log': 'exit code: 137\n', 'dmesg.txt': HOST_KILL })
  expect(incident.verdict).toBe('physical-memory-exhausted')
})
