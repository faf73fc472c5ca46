# shellcheck shell=bash
# What the scripts of this folder share.

tools=${EXOLINT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/exolint-ci}
export PATH=$tools/bin:$tools/node_modules/.bin:$PATH

section() { printf '\n== %s\n' "$1"; }

fail() {
  printf 'failed: %s\n' "$1" >&2
  exit 1
}

# readme_command NAME prints the command that stands in the README below the comment <!-- command: NAME -->.
readme_command() {
  local command
  command=$(awk -v mark="<!-- command: $1 -->" '$0 == mark { on = 1; next } on && /^```/ { if (++fence == 2) exit; next } on && fence' README.md)
  [ -n "$command" ] || fail "the README has no command $1"
  printf '%s\n' "$command"
}

# expect NAME WANT GOT fails unless WANT and GOT are equal.
expect() {
  [ "$2" = "$3" ] || fail "$1: want '$2', got '$3'"
}

# contains NAME FILE TEXT fails unless FILE holds TEXT.
contains() {
  grep -qF -- "$3" "$2" || {
    cat -- "$2" >&2
    fail "$1: '$3' is not in $2"
  }
}
