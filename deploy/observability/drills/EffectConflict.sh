lane=fulfillment
labels=integration=fulfillment-adapter
broken='ShipBob holds a shipment for an order, with less than the order asks for'
mitigated='that shipment is cancelled at ShipBob, the delivery discarded with what follows in its order ([DiscardOrder](../../docs/runbooks/DiscardOrder.md))'

waiting() {
    order=$(sql fulfillment "select orderkey from delivery where type = 'order.placed.v1' and parked_at is null
                           and received_at < now() - interval '10 seconds' limit 1")
    [ -n "$order" ]
}
inject() {
    ops pause fulfillment-adapter 'drill' >/dev/null
    wait_for 60 'An order waits' waiting || return 1
    shipment=$(curl -sS -f -m 10 -X POST "$shipbob/2026-01/order" -H "Authorization: Bearer drill" \
        -H 'Content-Type: application/json' -H 'shipbob_channel_id: 100000' -d '{
            "reference_id":"'"$order"'/shipment","order_number":"drill","type":"DTC","shipping_method":"Standard",
            "recipient":{"name":"Drill","address":{"address1":"Street 1","city":"Town","country":"DE","zip_code":"1"}},
            "products":[{"reference_id":"drill","name":"Drill","quantity":1}]}' |
        grep -o '"id":[0-9]*' | head -n 1 | tr -dc '0-9')
    [ -n "$shipment" ] || return 1
    ops resume fulfillment-adapter 'drill: somebody has shipped it' >/dev/null
}
mitigate() {
    local place
    place=$(sql fulfillment "select orderref || '/' || orderseq from delivery where orderkey = '$order' and parked_at is not null")
    curl -sS -f -m 10 -o /dev/null -X POST "$shipbob/2026-01/order/$shipment:cancel" -H 'Authorization: Bearer drill' || return 1
    api "/api/deliveries/fulfillment-adapter/$place/discard-order" -o /dev/null -H 'Content-Type: application/json' \
        -d '{"reason":"drill: shipped by hand"}'
}
restore() { ops resume fulfillment-adapter 'drill is over' >/dev/null; }
