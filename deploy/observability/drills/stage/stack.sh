# The running ./run: where its parts are, and how they are asked and struck. To be sourced.

run_folder=${RUN_FOLDER:-$PWD}
export DASHBOARD=${DASHBOARD:-http://127.0.0.1:${THROUGHLINE_DASHBOARD_PORT:-8090}}
ingest=http://127.0.0.1:${THROUGHLINE_INGEST_PORT:-8080}
broker=http://127.0.0.1:${THROUGHLINE_BROKER_HTTP_PORT:-5300}
shipbob=http://127.0.0.1:${THROUGHLINE_SHIPBOB_PORT:-9100}
xero=http://127.0.0.1:${THROUGHLINE_XERO_PORT:-9101}
inventory=http://127.0.0.1:${THROUGHLINE_INVENTORY_SYSTEM_PORT:-9102}
postgres_port=${THROUGHLINE_POSTGRES_PORT:-5439}

# secret <name>: one that ./run made up for this machine.
secret() {
    sed -n "s/^$1=//p" "$run_folder/.local/state/secrets.properties" | sed 's/\\\(.\)/\1/g'
}

ops() {
    LOGIN=${LOGIN:-operator:$(cat "$run_folder/.local/state/dashboard-password")} ./ops "$@"
}

# api <path> [curl option]…: of the dashboard.
api() {
    local path=$1
    shift
    curl -sS -f -m 10 -u "operator:$(cat "$run_folder/.local/state/dashboard-password")" "$@" "$DASHBOARD$path"
}

# admin <path> [curl option]…: of ingest.
admin() {
    local path=$1
    shift
    curl -sS -f -m 10 -H "Authorization: Bearer $(secret ingest-token-of-operator)" \
        -H 'Content-Type: application/json' "$@" "$ingest$path"
}

# sql <database> <statements>: in one transaction; of fulfillment, finance, inventory, ingest, dashboard.
sql() {
    PGCONNECT_TIMEOUT=5 psql -X -q -A -t -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$postgres_port" -U postgres -d "$1" -c "$2"
}

fault() {
    curl -sS -f -m 5 -o /dev/null -X POST "$1/__stub/faults" -d "{\"fault\":\"$2\",\"count\":$3,\"wait\":\"${4:-PT2S}\"}"
}

whole() {
    curl -sS -m 5 -o /dev/null -X DELETE "$1/__stub/faults"
}

# shop_api <source>: where the stub of a corner-shop is asked for its orders, without a path.
shop_api() {
    admin /admin/shops | tr '{' '\n' | grep "\"source\":\"$1\",\"shop\":\"corner-shop\"" |
        sed -n 's#.*"api":"\(http://[^/"]*\).*#\1#p'
}

# process_of <service>: the pid of its JVM, the child of ./run.
process_of() {
    local pid
    for pid in $(pgrep -f -- "-jar $run_folder/.local/jars/$1/"); do
        [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = java ] && echo "$pid" && return 0
    done
    echo "No process of $1." >&2
    return 1
}

# webhook <shop of shopify> <secret> <id> <body>: signed, as the storefront does it; prints the answer's status.
webhook() {
    local signature
    signature=$(printf '%s' "$4" | openssl dgst -sha256 -hmac "$2" -binary | openssl base64 -A)
    curl -sS -m 10 -o /dev/null -w '%{http_code}' -X POST "$ingest/webhooks/shopify/$1" \
        -H 'Content-Type: application/json' -H "X-Shopify-Topic: ${5:-orders/updated}" -H "X-Shopify-Webhook-Id: $3" \
        -H "X-Shopify-Hmac-Sha256: $signature" --data-binary "$4"
}

# block <page> <mark> <word>: the first block of a runbook that is marked so and contains the word.
block() {
    MARK=$2 WORD=$3 perl -0ne '
        while (/^[ ]*```(\S[^\n]*)\n(.*?)^[ ]*```$/msg) {
            if ($1 eq $ENV{MARK} && index($2, $ENV{WORD}) >= 0) { print $2; exit 0 }
        }
        exit 1;' "docs/runbooks/$1.md"
}
