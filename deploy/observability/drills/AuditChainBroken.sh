lane=audit
labels=integration=operations-dashboard
broken='an entry of the audit log is deleted in the database'
mitigated='it is put back from a copy, with its number and hash'

live="host=127.0.0.1 port=$postgres_port user=postgres dbname=dashboard"
inject() {
    ops maintenance inventory-adapter 1 'drill: something to delete' >/dev/null
    entry=$(sql dashboard 'select max(link) from maintenance')
    psql -X -q "$live" -c "copy (select * from maintenance where link = $entry) to stdout" >"$folder/entry"
    sql dashboard "alter table maintenance disable trigger user; delete from maintenance where link = $entry;
                   alter table maintenance enable trigger user"
}
mitigate() {
    psql -X -q "$live" -1 -v ON_ERROR_STOP=1 -c 'alter table maintenance disable trigger user' \
        -c 'copy maintenance from stdin' -c 'alter table maintenance enable trigger user' <"$folder/entry"
}
restore() {
    [ ! -s "$folder/entry" ] || [ -n "$(sql dashboard "select 1 from maintenance where link = ${entry:-0}")" ] || mitigate
}
