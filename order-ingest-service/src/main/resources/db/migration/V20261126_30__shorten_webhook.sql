-- A webhook's key is one of 16 bytes, made of its source, its shop and the storefront's key: half a SHA-256.
alter table webhook drop constraint webhook_delivery_key_uq;

alter table webhook
    alter column delivery_key type uuid using
        encode(substring(sha256(convert_to(source || '/' || shop || '/', 'UTF8') || delivery_key) for 16), 'hex')::uuid,
    alter column traceparent type bytea using decode(replace(traceparent, '-', ''), 'hex');

alter table webhook add constraint webhook_delivery_key_uq unique (delivery_key);

alter table webhook_conflict
    alter column delivery_key type uuid using
        encode(substring(sha256(convert_to(source || '/' || shop || '/', 'UTF8') || delivery_key) for 16), 'hex')::uuid,
    alter column traceparent type bytea using decode(replace(traceparent, '-', ''), 'hex');
