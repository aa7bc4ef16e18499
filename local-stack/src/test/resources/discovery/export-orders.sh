#!/bin/sh
# New orders as a file for the carrier.
since=$(cat /var/lib/export/since)
mysql -h shopdb.internal --password=Hunter2 -e "select * from orders where modified > '$since'" > /tmp/orders.csv
lftp -c "open ftp://exporter:Sesame7@drop.parcelworks.example; put /tmp/orders.csv"
date +%s > /var/lib/export/since
