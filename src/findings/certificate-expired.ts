import { defineLogFinding } from './evidence/log-search.ts'

export const certificateExpired = defineLogFinding({
  id: 'certificate-expired',
  title: 'A TLS certificate is expired or not yet valid',
  pattern:
    /Certificate(?:Expired|NotYetValid)Exception|validity check failed|certificate has expired|\bNotAfter: |certificate_expired|certificate expired/i,
  statement: 'a TLS certificate is not valid at this time',
  collect: [
    {
      what: 'the dates of the certificates',
      collect: 'openssl s_client -connect $BROKER:9093 </dev/null 2>/dev/null | openssl x509 -noout -dates -subject',
    },
  ],
})
