import type { Fact } from '../../model/fact.ts'

/**
 * What the kernel calls a JVM: the launcher, a native one of a known application, or one of the JVM's threads (at most
 * 15 characters, include/linux/sched.h, TASK_COMM_LEN).
 */
const JVM_COMMAND =
  /java|jsvc|jvm|kafka|zookeeper|elastic|opensearch|logstash|cassandra|solr|tomcat|catalina|jenkins|^C[12] Compiler|^GC |^G1 |^VM /i

/** OOM kills that may be of our process: a kernel log also tells of others on the host, and those end nothing of ours. */
export function killsOfJvm(facts: readonly Fact<'kernel.oom-kill'>[]): readonly Fact<'kernel.oom-kill'>[] {
  return facts.filter(({ value }) => value.command === undefined || JVM_COMMAND.test(value.command))
}
