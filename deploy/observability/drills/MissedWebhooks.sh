lane=shops
labels='integration=order-ingest-service source=bigcommerce'
broken='all webhooks of one shop (BigCommerce) are lost'
mitigated='they come again, but for the usual tenth; what was missed is found by itself'
factor=30

lose() {
    curl -sS -f -m 5 -o /dev/null -X POST "$(shop_api bigcommerce)/__stub/webhooks" -d "{\"dropped\":$1,\"seed\":1}"
}
inject() { lose 100; }
mitigate() { lose 10; }
restore() { lose 10; }
