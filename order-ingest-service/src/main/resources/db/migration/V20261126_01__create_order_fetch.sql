-- The orders that are to be fetched from their storefront: small, and empty most of the time.
create table order_fetch (
    orderkey     text collate "C" not null,
    source       text             not null,
    shop         text             not null,
    order_id     text             not null,
    due_at       timestamptz      not null,
    leased_until timestamptz,
    attempts     int              not null default 0,
    code         text,
    constraint order_fetch_pk primary key (orderkey)
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- what may be fetched now, shop by shop
create index order_fetch_due_idx on order_fetch (source, shop, due_at);

-- A webhook that waits for an order names it here; the others are understood as soon as possible.
alter table webhook_todo add column waits_for text collate "C";

create index webhook_todo_waits_for_idx on webhook_todo (waits_for) where waits_for is not null;
create index webhook_todo_pending_idx on webhook_todo (webhook_id) where waits_for is null;
