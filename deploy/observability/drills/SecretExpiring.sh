lane=shops
labels='integration=order-ingest-service secret=api-token severity=warning'
broken='a shop is added whose API token ends in 13 days'
mitigated='another token with another end, `POST /admin/shops/api`'

ends() {
    local key='"source":"shopify","shop":"drill","reason":"drill"'
    admin "$1" -o /dev/null -d '{'"$key"',"secret":"drill-only","ownedFrom":"2099-01-01T00:00:00Z","api":
        {"baseUrl":"https://drill.example","token":"drill-only","expiresAt":"'"$(date -u -d "$2" +%FT%TZ)"'"}}'
}
inject() { restore; ends /admin/shops '+13 days'; }
mitigate() { ends /admin/shops/api '+1 year'; }
restore() {
    sql ingest "delete from shop_secret where shop = 'drill'; delete from shop where slug = 'drill'"
}
