lane=alone
labels=integration=order-ingest-service
broken='a transaction stays open in the database of ingest'
mitigated='`select pg_terminate_backend(…)` for the session that is *idle in transaction*'

inject() {
    mkfifo "$folder/session"
    psql -X -q -h 127.0.0.1 -p "$postgres_port" -U postgres -d ingest <"$folder/session" >/dev/null 2>&1 &
    holder=$!
    exec 7>"$folder/session"
    printf "set application_name = 'drill'; begin; select pg_current_xact_id();\n" >&7
}
mitigate() {
    sql ingest "select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'drill' and state = 'idle in transaction'" >/dev/null
}
restore() {
    mitigate
    [ -z "${holder:-}" ] || kill "$holder" 2>/dev/null || true
}
