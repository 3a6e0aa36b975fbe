import { defineLogFinding } from './evidence/log-search.ts'

export const kraftQuorumNotReached = defineLogFinding({
  id: 'kraft-quorum-not-reached',
  title: 'The broker could not register with the controllers of KRaft',
  // BrokerServer.startup, BrokerLifecycleManager, ControllerServer.
  pattern:
    /fatal error while waiting for (?:the|all of the|our) (?:controller|broker|authorizer|initial|quorum)|unable to register with the controller quorum|Unable to register (?:the )?broker \d+ because (?:the RPC|the controller)|waiting for the controller to acknowledge that we are caught up|Disconnected from the controller quorum|waiting for the controller quorum voters/i,
  statement: 'the controllers could not be reached',
  collect: [
    {
      what: 'the state of the quorum',
      collect: 'kafka-metadata-quorum.sh --bootstrap-controller $CONTROLLER:9093 describe --status',
    },
  ],
})
