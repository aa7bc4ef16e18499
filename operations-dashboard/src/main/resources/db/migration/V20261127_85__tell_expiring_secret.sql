-- The secret of the integration that ends first, by its name in the configuration; null while none ends soon.
alter table heartbeat
    add column expiring_secret text,
    add column expires_at      timestamptz;
