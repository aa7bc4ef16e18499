lane=fulfillment
labels=integration=order-ingest-service
broken='somebody is to be erased whose delivery is parked'
mitigated='`./ops retry fulfillment-adapter …`'
factor=1440

parked() {
    place=$(sql fulfillment "select orderref || ' ' || orderseq || ' ' || orderkey from delivery
                             where parked_at is not null and code = 'shipbob-rejected' limit 1")
    [ -n "$place" ]
}
inject() {
    fault "$shipbob" rejected 1
    wait_for 60 'A delivery is parked' parked || return 1
    ops erase "${place##* }" 'drill: asked for it' </dev/null >/dev/null
}
mitigate() { ops retry fulfillment-adapter ${place% *} 'drill: ShipBob knows the product now' >/dev/null; }
restore() { whole "$shipbob"; }
