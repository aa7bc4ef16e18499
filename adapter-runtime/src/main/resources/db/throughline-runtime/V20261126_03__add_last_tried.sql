-- what the last failure adds to tried_ms, once it turns out that it was not the one that stopped calls
alter table delivery add column last_tried_ms bigint not null default 0;
