lane=inventory
labels=integration=inventory-adapter
broken='40 stock movements are refused'
mitigated='`./ops retry-code inventory-adapter inventory-rejected …`'

inject() { fault "$inventory" rejected 40; }
mitigate() {
    whole "$inventory"
    ops retry-code inventory-adapter inventory-rejected 'drill: the products exist now' >/dev/null
}
restore() { whole "$inventory"; }
