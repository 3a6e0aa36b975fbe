// Small crash logs, written by hand from the format's specification.

/** JDK 17 on Linux: a commit of 64 KiB refused at the mapping limit. */
export const OUT_OF_MEMORY_17: string = `#
# There is insufficient memory for the Java Runtime Environment to continue.
# Native memory allocation (mmap) failed to map 65536 bytes. Error detail: committing reserved memory.
# Possible reasons:
#   The system is out of physical RAM or swap space
# Possible solutions:
#   Reduce memory load on the system
# This output file may be truncated or incomplete.
#
#  Out of Memory Error (os_linux.cpp:2908), pid=2423, tid=2424
#
# JRE version: OpenJDK Runtime Environment Temurin-17.0.15+6 (17.0.15+6) (build 17.0.15+6)
# Java VM: OpenJDK 64-Bit Server VM Temurin-17.0.15+6 (17.0.15+6, mixed mode, sharing, tiered, compressed oops, compressed class ptrs, g1 gc, linux-amd64)
# No core dump will be written. Core dumps have been disabled. To enable core dumping, try "ulimit -c unlimited" before starting Java again
#

---------------  S U M M A R Y ------------

Command Line: -Xmx1g -Xss512k -XX:+UseG1GC -javaagent:/opt/jmx.jar=7071:/etc/jmx.yml kafka.Kafka /etc/server.properties

Host: broker-3, AMD EPYC 7R13 Processor, 2 cores, 7G, Debian GNU/Linux 12 (bookworm)
Time: Sat Nov 21 08:31:14 2026 UTC elapsed time: 12.071130 seconds (0d 0h 0m 12s)

---------------  T H R E A D  ---------------

Current thread (0x00007f5ff83bd800):  JavaThread "kafka-request-handler-1" daemon [_thread_in_vm, id=2424, stack(0x00007f5fd16ff000,0x00007f5fd17ff000)]

Stack: [0x00007f5fd16ff000,0x00007f5fd17ff000],  sp=0x00007f5fd17fac10,  free space=1007k
Native frames: (J=compiled Java code, j=interpreted, Vv=VM code, C=native code)
V  [libjvm.so+0xf21801]  VMError::report_and_die(int, char const*)+0x171
V  [libjvm.so+0x6032fc]  report_vm_out_of_memory(char const*, int)+0xdc
Java frames: (J=compiled Java code, j=interpreted, Vv=VM code)
j  kafka.log.LogSegment.recover()V+68


---------------  P R O C E S S  ---------------

Threads class SMR info:
_java_thread_list=0x00007f5ff83c0710, length=2, elements={
0x00007f5ff80194d0, 0x00007f5ff833ecb0
}

Java Threads: ( => current thread )
  0x00007f5ff80194d0 JavaThread "main" [_thread_blocked, id=1, stack(0x1,0x2)]
=>0x00007f5ff833ecb0 JavaThread "kafka-request-handler-1" daemon [_thread_in_vm, id=2424, stack(0x1,0x2)]

Other Threads:
  0x00007f5ff833ad20 VMThread "VM Thread" [stack: 0x1,0x2] [id=22180]

VM state: not at safepoint (normal execution)

VM Mutex/Monitor currently owned by a thread: None

OutOfMemory and StackOverflow Exception counts:
OutOfMemoryError java_heap_errors=26
LinkageErrors=3

Heap address: 0x00000000c0000000, size: 1024 MB, Compressed Oops mode: 32-bit

Heap:
 garbage-first heap   total 1048576K, used 21765K [0x00000000c0000000, 0x0000000100000000)
  region size 1024K, 17 young (17408K), 2 survivors (2048K)
 Metaspace       used 1034K, committed 1216K, reserved 1114112K
  class space    used 80K, committed 192K, reserved 1048576K

CodeHeap 'non-nmethods': size=5692Kb used=1114Kb max_used=1137Kb free=4577Kb
 bounds [0x1, 0x2, 0x3]
 total_blobs=400 nmethods=100 adapters=200
 compilation: enabled

Internal exceptions (3 events):
Event: 11.000 Thread 0x1 Exception <a 'java/lang/OutOfMemoryError'{0x00000000ff4a0b08}: Map failed> (0x00000000ff4a0b08)
 thrown [src/java.base/unix/native/libnio/ch/FileChannelImpl.c, line 116]
Event: 11.100 Thread 0x1 Exception <a 'java/lang/OutOfMemoryError'{0x00000000ff4a0c08}: Map failed> (0x00000000ff4a0c08)
Event: 11.200 Thread 0x1 Exception <a 'java/lang/NoSuchMethodError'{0x00000000ff4a0d08}> (0x00000000ff4a0d08)

Dynamic libraries:
c0000000-100000000 rw-p 00000000 00:00 0 
55d000000000-55d000021000 rw-p 00000000 00:00 0                          [heap]
7f5ffe000000-7f5ffe020000 rw-p 00000000 00:00 0 
7f6000000000-7f6001000000 r-xp 00000000 fd:00 137038                     /usr/lib/jvm/lib/server/libjvm.so
7f6002000000-7f6002200000 r-xp 00000000 fd:00 137039                     /lib/x86_64-linux-gnu/libc.so.6
7f6003000000-7f6003a00000 rw-s 00000000 fd:01 77                         /kafka-logs/t-0/00000000000000000000.index
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]

VM Arguments:
jvm_args: -Xmx1g -Xss512k -XX:+UseG1GC -javaagent:/opt/jmx.jar=7071:/etc/jmx.yml
java_command: kafka.Kafka /etc/server.properties
java_class_path (initial): /opt/kafka/libs/kafka-clients-3.8.1.jar:/opt/kafka/libs/kafka_2.13-3.8.1.jar
Launcher Type: SUN_STANDARD

[Global flags]
   size_t MaxHeapSize                              = 1073741824                                {product} {command line}
     intx ThreadStackSize                          = 512                                    {pd product} {command line}
     bool UseG1GC                                  = true                                      {product} {command line}

Environment Variables:
PATH=/usr/bin

Signal Handlers:
   SIGSEGV: crash_handler in libjvm.so, mask=11100100010111111101111111111110, flags=SA_RESTART|SA_SIGINFO, unblocked
   SIGABRT: on_abort in libbreakpad.so, mask=11100100010111111101111111111110, flags=SA_RESTART|SA_SIGINFO, unblocked


---------------  S Y S T E M  ---------------

OS:
PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
uname: Linux 6.1.0-18-amd64 #1 SMP x86_64
OS uptime: 0 days 0:26 hours
libc: glibc 2.36 NPTL 2.36 
rlimit (soft/hard): STACK 8192k/infinity , CORE 0k/infinity , NPROC 96365/96365 , NOFILE 20000/40000 , AS infinity/infinity , DATA 2500000k/2500000k
load average: 4.51 5.01 2.93

/proc/meminfo:
MemTotal:        7653248 kB
MemFree:          748208 kB
MemAvailable:    5073968 kB
SwapTotal:             0 kB
SwapFree:              0 kB
CommitLimit:     3826624 kB
Committed_AS:    9495656 kB

Process Memory:
Virtual Size: 4046832K (peak: 4046832K)
Resident Set Size: 512000K (peak: 520000K) (anon: 400000K, file: 112000K, shmem: 0K)
Swapped out: 0K
C-Heap outstanding allocations: 10000K, retained: 2000K

/proc/sys/kernel/threads-max (system-wide limit on the number of threads): 192730
/proc/sys/vm/max_map_count (maximum number of memory map areas a process may have): 65530
/proc/sys/kernel/pid_max (system-wide limit on number of process identifiers): 32768

container (cgroup) information:
container_type: cgroupv2
memory_limit_in_bytes: 4194304 k
memory_usage_in_bytes: 1048576 k
maximum number of tasks: unlimited
current number of tasks: 40

KVM virtualization detected

CPU: total 2 (initial active 2) (2 cores per cpu, 1 threads per core) family 25 model 1 stepping 1 microcode 0x1, cx8

Memory: 4k page, physical 7653248k(748208k free), swap 0k(0k free)
Page Sizes: 4k

vm_info: OpenJDK 64-Bit Server VM (17.0.15+6) for linux-amd64 JRE (17.0.15+6), built on Apr 15 2025 00:00:00 by "admin" with gcc 10.2.0

END.
`

/** JDK 8 on Windows: values below, titles glued to their content, the time at the end, no `END.` */
export const WINDOWS_8: string = `#
# A fatal error has been detected by the Java Runtime Environment:
#
#  EXCEPTION_ACCESS_VIOLATION (0xc0000005) at pc=0x000000006d8a7a3e, pid=4012, tid=0x0000000000000f5c
#
# JRE version: Java(TM) SE Runtime Environment (8.0_202-b08) (build 1.8.0_202-b08)
# Java VM: Java HotSpot(TM) 64-Bit Server VM (25.202-b08 mixed mode windows-amd64 compressed oops)
# Problematic frame:
# V  [jvm.dll+0x17a3e]
#
# Failed to write core dump. Call to MiniDumpWriteDump() failed (Error 0x5af: The paging file is too small for this operation to complete)
#

---------------  T H R E A D  ---------------

Current thread (0x0000000003a5f250):  VMThread [stack: 0x000000001be00000,0x000000001bf00000] [id=10476]

siginfo: ExceptionCode=0xc0000005, reading address 0x0000000000000018

---------------  P R O C E S S  ---------------

VM state:at safepoint (normal execution)

Heap:
 PSYoungGen      total 76288K, used 3932K [0x000000076ab00000, 0x0000000770000000, 0x00000007c0000000)
 ParOldGen       total 175104K, used 1000K [0x00000006c0000000, 0x00000006cab00000, 0x000000076ab00000)

Dynamic libraries:
0x000000013f8c0000 - 0x000000013f8f7000 \tC:\\Java\\bin\\java.exe
0x00007ffc25390000 - 0x00007ffc25ed6000 \tC:\\Java\\bin\\server\\jvm.dll

VM Arguments:
java_command: org.apache.catalina.startup.Bootstrap start

---------------  S Y S T E M  ---------------

OS: Windows 10.0 , 64 bit Build 14393 (10.0.14393.4651)

CPU:total 4 (initial active 4) (1 cores per cpu, 1 threads per core) family 6 model 63 stepping 0, cmov

Memory: 4k page, physical 16776756k(816040k free), swap 29819568k(7756k free)

vm_info: Java HotSpot(TM) 64-Bit Server VM (25.202-b26) for windows-amd64 JRE (1.8.0_202-b08), built on Jan  9 2019 08:49:12 by "java_re" with MS VC++ 10.0

time: Sat Oct 09 21:32:28 2022
timezone: W. Europe Daylight Time
elapsed time: 173128 seconds (2d 0h 5m 28s)
`
