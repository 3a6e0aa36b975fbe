/**
 * What the kubelet writes into the status of a pod that it evicted (pkg/kubelet/eviction/helpers.go); YAML may go on in
 * the next line.
 */
export const EVICTION =
  /^\s*"?message"?: *['"]?((?:Pod )?The node (?:was low on resource|had condition):.*?|Usage of EmptyDir volume .*?|Pod ephemeral local storage usage exceeds .*?|Container \S+ exceeded its local ephemeral storage limit.*?)['"]?,?\s*$/m
