lane=alone
labels='integration=order-ingest-service source=woocommerce'
broken='the way from the only shop of its kind (WooCommerce) to ingest is shut: all its webhooks are lost'
mitigated='it is open again'
factor=8

lose() {
    curl -sS -f -m 5 -o /dev/null -X POST "$(shop_api woocommerce)/__stub/webhooks" -d "{\"dropped\":$1,\"seed\":1}"
}
# A silence is one of a shop that sent enough before.
sold_enough() {
    [ -n "$(asked 'sum(increase(throughline_webhooks_total{source="woocommerce",result=~"accepted|duplicate"}[15m])) > 90')" ]
}
inject() {
    wait_for "$patience" 'The shop has sent enough webhooks' sold_enough || return 1
    lose 100
}
mitigate() { lose 10; }
restore() { lose 10; }
