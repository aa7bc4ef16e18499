-- what each order took out of stock or brought back, once for ever
create table movement (
    effect_key text        not null,
    order_key  text        not null,
    sku        text        not null,
    quantity   bigint      not null,
    at         timestamptz not null,
    constraint movement_pk primary key (effect_key)
);

-- a restock looks up what its order took
create index movement_order_key_idx on movement (order_key);

-- version counts changes of the level; sent_version is the newest that the inventory system is known to have
create table stock_level (
    sku          text   not null,
    level        bigint not null,
    version      bigint not null default 0,
    sent_version bigint not null default 0,
    constraint stock_level_pk primary key (sku)
);
