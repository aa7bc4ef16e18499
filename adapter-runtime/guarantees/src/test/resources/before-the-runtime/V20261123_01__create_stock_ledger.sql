create table movement (
    effect_key text        not null,
    order_key  text        not null,
    sku        text        not null,
    quantity   bigint      not null,
    at         timestamptz not null,
    constraint movement_pk primary key (effect_key)
);
create index movement_order_key_idx on movement (order_key);
create table stock_level (
    sku          text   not null,
    level        bigint not null,
    version      bigint not null default 0,
    sent_version bigint not null default 0,
    constraint stock_level_pk primary key (sku)
);
insert into movement values ('shopify:demo-shop:9/stock/L1', 'shopify:demo-shop:9', 'OLD', -3, now());
insert into stock_level values ('OLD', 7, 4, 4);
