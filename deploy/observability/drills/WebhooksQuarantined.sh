lane=doors
labels=integration=order-ingest-service
broken='a shop sends three signed bodies that are no JSON'
mitigated='they are looked at and set aside (`update webhook_end …`)'

inject() {
    local sent
    for sent in 1 2 3; do
        [ "$(webhook demo-shop "$(secret demo-shop)" "drill-$$-$sent" "no json, $sent of $$")" = 200 ] || return 1
    done
}
mitigate() { sql ingest "$(block WebhooksQuarantined 'sql ingest' not-json)"; }
restore() { :; }
