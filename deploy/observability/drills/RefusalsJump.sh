lane=doors
labels='integration=order-ingest-service source=shopify shop=demo-shop'
broken='a shop signs 20 webhooks with a secret that ingest does not know'
mitigated='the secret is added as [RotateWebhookSecret](../../docs/runbooks/RotateWebhookSecret.md) has it'

inject() {
    new=drill-$(openssl rand -hex 12)
    local sent
    for sent in $(seq 20); do
        [ "$(webhook demo-shop "$new" "drill-$new-$sent" '{"id":1}')" = 401 ] || return 1
    done
}
mitigate() {
    admin /admin/shops/secrets -o /dev/null -d '{"source":"shopify","shop":"demo-shop","secret":"'"$new"'",
        "expiresAt":"'"$(date -u -d '+30 minutes' +%FT%TZ)"'","reason":"drill: the shop has changed it"}'
}
restore() { :; }
