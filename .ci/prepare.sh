# Sourced by ./rl and ./check: what a bare machine lacks is installed when we are root, and named when we are not.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# The SDK wants a home folder that exists; a service account may have none.
if [ -n "${HOME-}" ]; then
  mkdir -p "$HOME" 2>/dev/null || true
else
  export DOTNET_CLI_HOME="$PWD/artifacts/home"
fi

require_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    echo "The .NET SDK 10 is missing: see https://dotnet.microsoft.com/download (Debian 12: package dotnet-sdk-10.0 of Microsoft's feed)." >&2
    exit 3
  fi
}

# offer COMMAND PACKAGES CONSEQUENCE: tries to install PACKAGES once where COMMAND is absent; never fails.
offer() { offer_unless "command -v $1" "$2" "$3"; }

# offer_unless TEST PACKAGES CONSEQUENCE: the same where the command line TEST fails.
offer_unless() {
  local tried="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/rl-tried-${2// /-}"
  if $1 >/dev/null 2>&1 || [ -e "$tried" ]; then
    return 0
  fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing $2 (apt-get; once) ..." >&2
    if { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $2; } >/dev/null 2>&1; then
      return 0
    fi
  fi
  mkdir -p "$(dirname "$tried")" && touch "$tried"
  echo "$2 is not installed: $3. To install it: apt-get install $2" >&2
}
