#!/bin/sh
# Makes the namespace and registers our search attributes. Safe to repeat: what is there stays.
# Needs: TEMPORAL_ADDRESS TEMPORAL_NAMESPACE RETENTION SEARCH_ATTRIBUTES ("Name=Type …"). Runs in temporalio/admin-tools.
set -eu

# Answers of a server that has just begun to listen may be refusals.
try() {
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    if [ "$tries" -ge 30 ]; then
      echo "Given up after $tries tries: $*" >&2
      return 1
    fi
    sleep 2
  done
}

ensure_namespace() {
  temporal operator namespace describe -n "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
    temporal operator namespace create -n "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
}

ensure_search_attribute() {
  temporal operator search-attribute list -n "$TEMPORAL_NAMESPACE" | grep -qw "$1" ||
    temporal operator search-attribute create -n "$TEMPORAL_NAMESPACE" --name "$1" --type "$2"
}

try ensure_namespace
for pair in $SEARCH_ATTRIBUTES; do
  try ensure_search_attribute "${pair%%=*}" "${pair#*=}"
done
echo "Namespace $TEMPORAL_NAMESPACE is ready."
