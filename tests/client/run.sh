#!/usr/bin/env bash
# Makes a typed client from the built server, as a front end does, and asks the three questions with it: by free queries, and by trusted
# documents of the manifest that the same build wrote, to a server that runs nothing else.
set -uo pipefail
export npm_config_loglevel=error
cd "$(dirname "$0")" || exit 1
. ../serve.sh

step() { "$@" || { echo "FAILED: $*"; exit 1; }; }

rm -rf src/gql dist
step npm ci --silent
serve --Clock:Today=2026-06-30
SCHEMA=../../schema/schema.graphql step npx graphql-codegen --silent
mv src/gql "$store/of-the-file"
SCHEMA=$url TOKEN=$token step npx graphql-codegen --silent
step diff -r "$store/of-the-file" src/gql # the contract makes the client that the server makes
step npx tsc
URL=$url TOKEN=$token step node dist/main.js

mkdir "$store/trusted" && cp src/gql/persisted-documents.json "$store/trusted/"
serve --Clock:Today=2026-06-30 --GraphQL:TrustedDocuments:Path="$store/trusted" --GraphQL:TrustedDocuments:Only=true
URL=$url TOKEN=$token step node dist/main.js trusted
