-- One row per order, with all that a person calls it. Its key follows time, so each index gives the newest first.
create table order_head (
    orderref        uuid        not null,
    orderkey        text        not null,
    source_order_id text        not null,
    display_number  text        not null,
    storefront      text        not null,
    shop            text        not null,
    -- the event that was seen first
    accepted_at     timestamptz not null,
    test            boolean     not null,
    constraint order_head_pk primary key (orderref)
);

insert into order_head (orderref, orderkey, source_order_id, display_number, storefront, shop, accepted_at, test)
select distinct on (orderref) orderref, orderkey, source_order_id, display_number, split_part(orderkey, ':', 1),
    split_part(orderkey, ':', 2), min(accepted_at) over (partition by orderref), test
from event order by orderref, orderseq desc;

create index order_head_orderkey_idx on order_head (orderkey, orderref);
create index order_head_source_order_id_idx on order_head (source_order_id, orderref);
create index order_head_display_number_idx on order_head (display_number, orderref);
create index order_head_storefront_idx on order_head (storefront, orderref);
create index order_head_shop_idx on order_head (shop, orderref);
