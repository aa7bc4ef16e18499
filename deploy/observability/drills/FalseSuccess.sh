lane=fulfillment
labels=integration=fulfillment-adapter
broken='ShipBob answers three orders with 201 and keeps none of them'
mitigated='*deliver all again*; what was cancelled meanwhile is set aside'

absent=/api/integrations/fulfillment-adapter/absent-effects

inject() { fault "$shipbob" forgotten 3; }
# Once for those that are still wanted, once for those that were cancelled since.
mitigate() {
    whole "$shipbob"
    local list wanted line place
    list=$(api "$absent" | perl -pe 's/\},\{/},\n{/g')
    wanted=$(grep '"orderRef"' <<<"$list" | grep -vc '"endedBy"' || true)
    [ "$wanted" -eq 0 ] || api "$absent/redeliver" -o /dev/null -H 'Content-Type: application/json' \
        -d '{"reason":"drill: ShipBob keeps what it is sent again","deliveries":'"$wanted"'}' || return 1
    while read -r line; do
        place=$(perl -ne 'print "$1/$2" if /"orderRef":"([^"]+)".*"sequence":(\d+)/' <<<"$line")
        api "$absent/$place/set-aside" -o /dev/null -H 'Content-Type: application/json' \
            -d '{"reason":"drill: cancelled meanwhile"}' || return 1
    done < <(grep '"endedBy"' <<<"$list" || true)
}
restore() { whole "$shipbob"; }
