import { defineLogFinding } from './evidence/log-search.ts'

// glibc, dl-version.c and dl-load.c; HotSpot, os_linux.cpp (dll_load, "Possible cause"); dyld; Windows, error 193.
const OTHER_SYSTEM =
  /version [`']GLIBC(?:XX)?_[\d.]+' not found|can't load [\w .-]+\.so on an? |wrong ELF class: ELFCLASS|incompatible architecture|but wrong architecture|is not a valid Win32 application|Can't load [\w .-]+-bit \.dll on an? /i

export const libraryForOtherSystem = defineLogFinding({
  id: 'library-for-other-system',
  title: 'A native library could not be loaded: it was built for another processor or a newer C library',
  pattern: OTHER_SYSTEM,
  statement: 'a native library that was built for another system could not be loaded',
  collect: [
    {
      what: 'what the library was built for',
      collect: 'file $LIBRARY; objdump -T $LIBRARY | grep -o "GLIBC_[0-9.]*" | sort -Vu | tail -1',
    },
    {
      what: 'what the system has',
      collect: 'uname -m; ldd --version | head -1; java -XshowSettings:properties -version 2>&1 | grep os.arch',
    },
  ],
})
