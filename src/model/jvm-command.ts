/**
 * What the kernel calls a JVM: the launcher, a native one of a known application, or one of the JVM's threads (at most
 * 15 characters, include/linux/sched.h, TASK_COMM_LEN).
 */
const JVM_COMMAND =
  /java|jsvc|jvm|kafka|zookeeper|elastic|opensearch|logstash|cassandra|solr|tomcat|catalina|jenkins|^C[12] Compiler|^GC |^G1 |^VM /i

/** False for a process that is known to be no JVM; a kernel log tells of all processes of the host. */
export function mayBeJvm(command: string | undefined): boolean {
  return command === undefined || JVM_COMMAND.test(command)
}
