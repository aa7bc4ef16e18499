# A Prometheus and an Alertmanager of the drills' own. To be sourced.

prometheus=127.0.0.1:${DRILL_PROMETHEUS:-19090}
alertmanager=127.0.0.1:${DRILL_ALERTMANAGER:-19093}

# hasten <alert> <factor>: in the drills' copy of the rules, every span of time of this alert is shorter by that factor:
# how long it waits, the windows that it looks at, and limits that are seconds; what is recorded for it by the factor too.
hasten() {
    [ "$2" -gt 1 ] || return 0
    perl -i -pe '
        BEGIN { ($alert, $factor) = splice @ARGV, 0, 2; %s = (s => 1, m => 60, h => 3600, d => 86400) }
        $in = $1 eq $alert if /^\s*- alert: (\w+)/;
        $in = $alert eq "SlaBurn" if /^\s*- record: throughline:sla_missed/;
        $in = 0 if /^\s*annotations:/;
        next unless $in;
        s/\b(\d+)([smhd])\b/int($1 * $s{$2} \/ $factor + 0.999) . "s"/ge;
        s/(_seconds\)) > (\d+)/"$1 > " . $2 \/ $factor/ge;' "$1" "$2" "$folder"/rules/*.yaml
}

start_prometheus() {
    prometheus --config.file="$folder/prometheus.yaml" --storage.tsdb.path="$folder/metrics" \
        --rules.alert.resend-delay=15s --web.listen-address="$prometheus" >>"$folder/prometheus.log" 2>&1 &
    echo $! >"$folder/prometheus.pid"
}

watch_begins() {
    local alert address
    for address in "$prometheus" "$alertmanager"; do
        ! curl -s -m 2 -o /dev/null "http://$address/-/ready" || { echo "Somebody listens on $address." >&2; exit 2; }
    done
    mkdir "$folder/rules"
    cp deploy/observability/prometheus/rules/*.yaml "$folder/rules/"
    for alert in "${alerts[@]}"; do
        hasten "$alert" "$(. "$drills/$alert.sh" && echo "${factor:-1}")"
    done
    sed -e "s#127.0.0.1:8079#127.0.0.1:${THROUGHLINE_INGEST_MANAGEMENT_PORT:-8079}#" \
        -e "s#127.0.0.1:8081#127.0.0.1:${THROUGHLINE_FULFILLMENT_MANAGEMENT_PORT:-8081}#" \
        -e "s#127.0.0.1:8082#127.0.0.1:${THROUGHLINE_FINANCE_MANAGEMENT_PORT:-8082}#" \
        -e "s#127.0.0.1:8083#127.0.0.1:${THROUGHLINE_INVENTORY_MANAGEMENT_PORT:-8083}#" \
        -e "s#127.0.0.1:8089#127.0.0.1:${THROUGHLINE_DASHBOARD_MANAGEMENT_PORT:-8089}#" \
        -e "s#127.0.0.1:9093#$alertmanager#" -e "s#127.0.0.1:9090#$prometheus#" \
        deploy/observability/prometheus/prometheus.yaml >"$folder/prometheus.yaml"
    start_prometheus
    prometheus-alertmanager --config.file=deploy/observability/alertmanager.yaml --storage.path="$folder/alerts" \
        --web.listen-address="$alertmanager" --cluster.listen-address= >"$folder/alertmanager.log" 2>&1 &
    echo $! >"$folder/alertmanager.pid"
    wait_for 120 "Prometheus and Alertmanager answer" firing Watchdog integration=observability
    wait_for 300 "Prometheus has seen how things are when they are well" settled
}

# settled: two minutes of every service; what an alert compares with must not begin with the fault.
settled() {
    [ "$(asked 'count(count_over_time(up{job="throughline"}[10m]) >= 8)')" = 5 ]
}

# asked <expression>: its first value.
asked() {
    curl -s -m 5 -G "http://$prometheus/api/v1/query" --data-urlencode "query=$1" |
        sed -n 's/.*"value":\[[^,]*,"\([^"]*\)".*/\1/p'
}

watch_ends() {
    local name
    for name in prometheus alertmanager; do
        [ ! -f "$folder/$name.pid" ] || kill "$(cat "$folder/$name.pid")" 2>/dev/null || true
    done
}

# firing <alert> <label=value>…: whether Alertmanager knows it, and no other alert silences it.
firing() {
    local filters=(--data-urlencode "filter=alertname=$1") label
    shift
    for label in "$@"; do
        filters+=(--data-urlencode "filter=$label")
    done
    curl -s -m 5 -G "http://$alertmanager/api/v2/alerts" --data-urlencode 'inhibited=false' "${filters[@]}" |
        grep -q '"fingerprint"'
}

# pending <alert> <label=value>…: whether Prometheus waits to tell of it, for a reason of its own.
pending() {
    local matchers="alertname=\"$1\",alertstate=\"pending\"" label
    shift
    for label in "$@"; do
        matchers+=",${label%%=*}=\"${label#*=}\""
    done
    [ -n "$(asked "count(ALERTS{$matchers})")" ]
}

silent() {
    ! firing "$@"
}

# wait_for <seconds> <what, for the message> <command>…
wait_for() {
    local limit=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ "$SECONDS" -lt "$limit" ] || { echo "$what: not within the time allowed." >&2; return 1; }
        sleep 2
    done
}
