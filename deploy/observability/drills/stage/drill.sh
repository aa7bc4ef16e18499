# One drill, and the drills of a lane. To be sourced.
#
# A drill is a file that is called as its alert. It says
#   lane        fulfillment, finance, inventory, shops, doors, audit: one after the other there; alone: while nothing else is broken
#   labels      what tells this alert from others of the name
#   broken      what is done to the system
#   mitigated   what the runbook's Mitigate has one do
#   factor      by how much the alert's spans of time are shortened; 1 unless said
#   sign        silent where the alert's absence is what must be noticed; firing unless said
#   patience    most seconds until it fires, and until it ends; 900 unless said
# and has the functions inject, mitigate and restore, of which the last leaves the system whole at any time.

# run_lane <lane>
run_lane() {
    local alert failed=0 running=
    trap '[ -z "$running" ] || kill -TERM "$running" 2>/dev/null; wait; exit 143' TERM
    for alert in "${alerts[@]}"; do
        [ "$(. "$drills/$alert.sh" && echo "$lane")" = "$1" ] || continue
        (drill "$alert") &
        running=$!
        wait "$running" || failed=1
        running=
    done
    return "$failed"
}

shows() {
    "$sign" "$alert" $labels
}

shows_not() {
    ! shows
}

calm() {
    shows_not && ! pending "$alert" $labels
}

# drill <alert>: in a shell of its own, which whatever happens ends with the system mended.
drill() {
    local alert=$1 begun fired factor=1 patience=900 sign=firing
    . "$drills/$alert.sh"
    trap restore EXIT
    trap 'exit 143' TERM
    wait_for "$patience" "$alert was firing already, and ends" calm || return 1
    echo "$alert: $broken …"
    inject || { echo "$alert: cannot be broken." >&2; return 1; }
    begun=$SECONDS
    wait_for "$patience" "$alert fires" shows || return 1
    fired=$((SECONDS - begun))
    echo "$alert: fired after $fired s; $mitigated …"
    mitigate || { echo "$alert: what its runbook says does not work." >&2; return 1; }
    begun=$SECONDS
    wait_for "$patience" "$alert ends" shows_not || return 1
    [ "$factor" -gt 1 ] || factor=–
    printf '| `%s` | %s | %d | %s | %s | %d |\n' \
        "$alert" "$broken" "$fired" "$factor" "$mitigated" "$((SECONDS - begun))" >"$folder/$alert.row"
    echo "$alert: resolved $((SECONDS - begun)) s after the mitigation"
}
