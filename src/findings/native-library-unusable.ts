import { defineLogFinding } from './evidence/log-search.ts'

/** The second and later uses: the JVM gives the reason, an UnsatisfiedLinkError, with the first one alone. */
export const nativeLibraryUnusable = defineLogFinding({
  id: 'native-library-unusable',
  title: 'A class that loads a native library could not be initialized earlier',
  pattern:
    /NoClassDefFoundError: Could not initialize class (?:org\.xerial\.snappy|com\.github\.luben\.zstd|net\.jpountz|org\.rocksdb|com\.sun\.jna|io\.netty\.(?:channel\.epoll|handler\.ssl))/,
  statement: 'a native library could not be loaded',
  collect: [
    {
      what: 'the first such error since the start, which alone has the reason',
      collect: 'grep -m1 -A5 UnsatisfiedLinkError server.log kafkaServer.out',
    },
  ],
})
