-- What is paused, and what was: a row outlives its pause, because its revision tells an older wish from a newer one.
create table pause (
    kind       text        not null,
    -- empty for the integration, shopify:demo-shop, order.placed.v1, shopify:demo-shop:820982911946154508
    name       text        not null,
    paused     boolean     not null,
    revision   bigint      not null,
    actor      text        not null,
    reason     text        not null,
    changed_at timestamptz not null,
    constraint pause_pk primary key (kind, name),
    constraint pause_kind_ck check (kind in ('integration', 'shop', 'type', 'order'))
);
