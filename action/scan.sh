#!/usr/bin/env bash
# Builds exolint from the very commit that the workflow pinned, scans, and records the outcome. It fails only where exolint
# can't be built: the last step of the action turns the recorded exit code into the job's result, after the upload.
set -euo pipefail

work=$RUNNER_TEMP/exolint-action
mkdir -p "$work"
bin=$work/exolint
(cd "$GITHUB_ACTION_PATH" && CGO_ENABLED=0 go build -trimpath -o "$bin" ./cmd/exolint)

args=(
  scan
  --output "sarif=$work/exolint.sarif"
  --output "github=$work/annotations.txt"
  --output "markdown=$work/summary.md"
  --output "counts=$work/counts.txt"
)
[ -z "$EXOLINT_CONFIG" ] || args+=("--config=$EXOLINT_CONFIG")
[ -z "$EXOLINT_RULES" ] || args+=("--rules=$EXOLINT_RULES")
case $EXOLINT_FAIL_ON in
  never) args+=(--exit-zero) ;;
  *) args+=("--fail-on=$EXOLINT_FAIL_ON") ;;
esac

paths=()
while IFS= read -r path; do
  path=${path%$'\r'}
  [ -z "$path" ] || paths+=("$path")
done <<<"$EXOLINT_PATHS"

rm -f "$work"/{exolint.sarif,annotations.txt,summary.md,counts.txt}
code=0
"$bin" "${args[@]}" -- ${paths[@]+"${paths[@]}"} || code=$?

{
  echo "exit-code=$code"
  [ ! -f "$work/exolint.sarif" ] || echo "sarif-file=$work/exolint.sarif"
  [ ! -f "$work/annotations.txt" ] || echo "annotations=$work/annotations.txt"
  [ ! -f "$work/counts.txt" ] || cat "$work/counts.txt"
} >>"$GITHUB_OUTPUT"

if [ "$EXOLINT_SUMMARY" = true ] && [ -f "$work/summary.md" ]; then
  cat "$work/summary.md" >>"$GITHUB_STEP_SUMMARY"
fi
