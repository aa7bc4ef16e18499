-- what was seen on topic orders: no bodies and no personal data, only what places an event
create table event (
    orderref        uuid        not null,
    orderseq        int         not null,
    event_id        uuid        not null,
    orderkey        text        not null,
    source_order_id text        not null,
    display_number  text        not null,
    type            text        not null,
    occurred_at     timestamptz not null,
    accepted_at     timestamptz not null,
    webhook_id      text,
    test            boolean     not null,
    constraint event_pk primary key (orderref, orderseq)
);

-- the three ways in which a person names an order
create index event_orderkey_idx on event (orderkey);
create index event_source_order_id_idx on event (source_order_id);
create index event_display_number_idx on event (display_number);
-- retention, and what an integration owes from its first announcement on
create index event_accepted_at_idx on event (accepted_at);
