// The crash log in other clothes: on the console, and two in one file.

const crash = {
  scenario: 'lab.NativeCall',
  native: true,
  options: { call: 'nullDereference' },
  seconds: 20,
  saveTo: 'cases/native-library-crash',
}

export const crashLogForms = [
  {
    ...crash,
    name: 'crash-log-on-stdout',
    shows: '-XX:+ErrorFileToStdout: the crash log is part of the console output, after what the program printed.',
    twist: 'on-stdout',
    flags: ['-Xmx256m', '-XX:+UnlockDiagnosticVMOptions', '-XX:+ErrorFileToStdout', '-Xlog:gc:stdout'],
    gcLog: null,
    outcome: { exit: 'SIGABRT', crashLog: false, text: { 'stdout.log': /SIGSEGV[\s\S]+END\./ } },
    keep: ['stdout.log', 'server.log'],
  },
  {
    ...crash,
    name: 'two-crash-logs-in-one-file',
    shows: 'A fixed -XX:ErrorFile to which a supervisor appended the log of the first death: two crashes in one file.',
    twist: 'two-in-one-file',
    jdks: [17],
    flags: ['-Xmx256m', '-XX:ErrorFile=hs_err.log'],
    limits:
      'first="$1"; shift; for i in 1 2; do "$first" "$@"; cat hs_err.log >> hs_err_pid_all.log; rm hs_err.log; done; exit 0',
    outcome: { exit: 0, crashLog: /SIGSEGV/ },
    keep: ['hs_err_pid_all.log'],
  },
]
