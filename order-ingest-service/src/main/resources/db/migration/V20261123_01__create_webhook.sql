-- Every webhook that was accepted, as it came.
create table webhook (
    id           uuid        not null,
    source       text        not null,
    shop         text        not null,
    delivery_key bytea       not null,
    topic        text,
    headers      bytea       not null,
    body         bytea       not null,
    received_at  timestamptz not null,
    traceparent  text        not null,
    constraint webhook_pk primary key (id),
    constraint webhook_delivery_key_uq unique (source, shop, delivery_key)
);

-- bodies are deflated by the writer; compressing them again only costs
alter table webhook alter column body set storage external;

-- Accepted and not yet understood: small, and empty most of the time.
create table webhook_todo (
    webhook_id uuid not null,
    constraint webhook_todo_pk primary key (webhook_id)
)
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- How a webhook ended: each has one row here or one in webhook_todo, never both, never none.
create table webhook_end (
    webhook_id uuid        not null,
    result     text        not null,
    code       text,
    detail     text,
    orderkey   text,
    ended_at   timestamptz not null,
    constraint webhook_end_pk primary key (webhook_id),
    constraint webhook_end_result_ck check (result in ('events', 'no-change', 'quarantined'))
);

-- what a person has to look at
create index webhook_end_quarantined_idx on webhook_end (ended_at) where result = 'quarantined';

-- The latest refused requests, without bodies: nobody knows who sent them.
create table refused_webhook (
    id     bigint generated always as identity,
    source text        not null,
    shop   text        not null,
    cause  text        not null,
    at     timestamptz not null,
    constraint refused_webhook_pk primary key (id)
);
