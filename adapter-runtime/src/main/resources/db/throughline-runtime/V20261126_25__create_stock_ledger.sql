-- Units that an order took out of stock or brought back, once for ever. Both tables may be there already: they came from
-- inventory-adapter before they became the runtime's.
create table if not exists movement (
    effect_key text        not null,
    order_key  text        not null,
    sku        text        not null,
    quantity   bigint      not null,
    at         timestamptz not null,
    constraint movement_pk primary key (effect_key)
);

-- a restock looks up what its order took
create index if not exists movement_order_key_idx on movement (order_key);

-- version counts changes of the level
create table if not exists stock_level (
    sku     text   not null,
    level   bigint not null,
    version bigint not null default 0,
    constraint stock_level_pk primary key (sku)
);
