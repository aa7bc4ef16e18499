lane=doors
labels=integration=order-ingest-service
broken='a shop sends three signed bodies that are no JSON'
mitigated='they are looked at and set aside (`POST /admin/quarantine/set-aside`)'

inject() {
    local sent
    for sent in 1 2 3; do
        [ "$(webhook demo-shop "$(secret demo-shop)" "drill-$$-$sent" "no json, $sent of $$")" = 200 ] || return 1
    done
}
mitigate() {
    admin /admin/quarantine/set-aside -o /dev/null \
        -d '{"code":"not-json","source":"shopify","shop":"demo-shop","reason":"drill: its sender was told"}'
}
restore() { :; }
