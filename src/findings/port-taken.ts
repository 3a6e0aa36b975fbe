import { defineLogFinding } from './evidence/log-search.ts'

export const portTaken = defineLogFinding({
  id: 'port-taken',
  title: 'A port that the process wants to listen on is taken',
  pattern:
    /Address already in use(?!: connect)|Port \d+ (?:was|is) already in use|listen on port \d+ failed to start|EADDRINUSE/i,
  statement: 'a port is already in use',
  collect: [{ what: 'who listens there', collect: 'ss -ltnp' }],
})
