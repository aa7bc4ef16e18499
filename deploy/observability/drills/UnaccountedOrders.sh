lane=inventory
labels='integration=inventory-adapter stage=receive'
broken='the broker gives inventory-adapter no message any more, and keeps its link'
mitigated='the broker goes on'

inject() {
    curl -sS -f -m 5 -o /dev/null "$broker/faults" \
        -d '{"fault":"silence","entity":"orders/subscriptions/inventory-adapter","for":"PT15M","count":1000}'
}
mitigate() { restore; }
restore() { curl -sS -m 5 -o /dev/null -X DELETE "$broker/faults"; }
