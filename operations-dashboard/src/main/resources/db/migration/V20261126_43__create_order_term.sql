-- What an order is found by beside its names: SKUs, tracking numbers, and the keyed hash of the customer's e-mail address.
create table order_term (
    kind     text not null,
    term     text not null,
    orderref uuid not null,
    constraint order_term_pk primary key (kind, term, orderref),
    constraint order_term_kind_ck check (kind in ('sku', 'tracking', 'email')),
    constraint order_term_head_fk foreign key (orderref) references order_head on delete cascade
);

-- forgetting an order
create index order_term_orderref_idx on order_term (orderref);
