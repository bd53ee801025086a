# Sourced by checks that ask a running server. `serve SETTING…` starts the built one on a free port, with one store for the whole check, and
# says where it answers in $url and how to sign in as the coordinator in $token. Whatever was started ends with the check.
server=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/artifacts/bin/LifelongLinks.Server/debug/LifelongLinks.Server.dll
[ -f "$server" ] || { echo "There is no built server: dotnet build"; exit 1; }
command -v npm >/dev/null || { echo "This check needs Node.js: there is no npm."; exit 1; }

export ASPNETCORE_ENVIRONMENT=Development
store=$(mktemp -d)
pid=

stop() {
  [ -z "$pid" ] || { kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; }
  pid=
}
trap 'stop; rm -rf "$store"' EXIT

serve() {
  stop
  : >"$store/log"
  dotnet "$server" --urls http://127.0.0.1:0 --Store:Path="$store/checks.db" "$@" >"$store/log" 2>&1 &
  pid=$!
  # It says where it answers once it does; the port is whichever was free.
  for _ in $(seq 300); do
    url=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$store/log" | head -1)
    [ -n "$url" ] && [ "$(curl -s "$url/health/ready")" = ready ] && break
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  [ "$(curl -s "${url:-}/health/ready")" = ready ] || { echo "The server is not ready:"; cat "$store/log"; exit 1; }
  url=$url/graphql
  token=$(dotnet "$server" token coordinator --Store:Path="$store/checks.db" | tail -1)
}
