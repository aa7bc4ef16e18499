-- Of what nobody signed, only how large it was and its hash: enough to tell repetitions from an attack.
alter table refused_webhook add column body_bytes int;
alter table refused_webhook add column body_sha256 bytea;

-- the latest of each source, shop and cause are kept
create index refused_webhook_group_idx on refused_webhook (source, shop, cause, id);
