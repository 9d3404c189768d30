#!/usr/bin/env bash
# Fetches the foreign implementations from the npm registry and runs interop_test.mjs against
# signal_agent.
#
#   run.sh AGENT FOLDER     FOLDER is a working folder of the build; packages stay there
#
# Exit 77, with the reason as the last line, where node, npm or the registry is not there.
# Nothing that a package brings is run at installation.
set -uo pipefail
agent=$1 folder=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

skip() {
  echo "skipped: $1"
  exit 77
}
command -v node >/dev/null || skip "node is not installed"
command -v npm >/dev/null || skip "npm is not installed"
[ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 18')" = true ] ||
  skip "node is older than 18"

mkdir -p "$folder" && cp "$here"/*.mjs "$here"/package.json "$here"/package-lock.json "$folder" &&
  cd "$folder" || exit 1

# The sender-key code of Baileys alone, from its registry tarball: its other dependencies are not on
# the registry. The sum is that of the published file.
baileys=whiskeysockets-baileys-6.17.16.tgz
baileys_sum=aa6c35aebd80978f167e1d2988f7a1dac838e2f4c712b7a3dc08cb3327e41171

if ! cmp -s package-lock.json installed-lock.json; then
  npm ci --ignore-scripts --no-audit --no-fund --fetch-retries 1 --fetch-timeout 60000 ||
    skip "the npm registry does not answer"
  npm pack --silent @whiskeysockets/baileys@6.17.16 >/dev/null ||
    skip "the npm registry does not answer"
  echo "$baileys_sum  $baileys" | sha256sum --check --status || {
    echo "FAILED: $baileys is not the file that was published"
    exit 1
  }
  mkdir -p node_modules/baileys-group &&
    tar -xzf "$baileys" -C node_modules/baileys-group --strip-components 2 package/WASignalGroup &&
    cp package-lock.json installed-lock.json || exit 1
fi
exec node interop_test.mjs "$agent"
