-- What is known of each order. An order that was deleted before it was seen has a row without a snapshot.
create table order_state (
    orderkey           text collate "C" not null,
    orderref           uuid             not null,
    last_sequence      int              not null,
    version            timestamptz,
    snapshot           bytea,
    order_status       text             not null,
    payment_status     text             not null,
    fulfillment_status text             not null,
    constraint order_state_pk primary key (orderkey)
);

alter table order_state alter column snapshot set storage external;

-- The log of events: relayed to topic orders, and kept for replay and backfill, since a topic keeps nothing.
create table order_event (
    position    bigint generated always as identity,
    xid         bigint      not null default (pg_current_xact_id()::text::bigint),
    event_id    uuid        not null,
    orderref    uuid        not null,
    orderseq    int         not null,
    orderkey    text        not null,
    type        text        not null,
    webhook_id  uuid        not null,
    traceparent text        not null,
    body        bytea       not null,
    appended_at timestamptz not null default now(),
    constraint order_event_pk primary key (xid, position),
    constraint order_event_sequence_uq unique (orderref, orderseq)
);

alter table order_event alter column body set storage external;
