lane=shops
labels=integration=order-ingest-service
broken='the shop that only hints at its orders (BigCommerce) answers 503 when it is asked for them'
mitigated='it answers again; `update order_fetch set due_at = now() …`'
factor=10

inject() { fault "$(shop_api bigcommerce)" unavailable 10000; }
mitigate() {
    restore
    sql ingest "update order_fetch set due_at = now() where source = 'bigcommerce' and shop = 'corner-shop'"
}
restore() { whole "$(shop_api bigcommerce)"; }
