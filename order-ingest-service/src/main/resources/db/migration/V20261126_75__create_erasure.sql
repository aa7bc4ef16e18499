-- what keyed hashes of people are made with; encrypted for its id, so that it outlives the keys that encrypt it
create table tombstone_key (
    only_one boolean not null default true,
    id       uuid    not null,
    secret   bytea   not null,
    constraint tombstone_key_pk primary key (only_one),
    constraint tombstone_key_only_one_ck check (only_one)
);

-- what tells an order of somebody who was erased; orders placed later than that are others
create table tombstone (
    mark      uuid        not null,
    erased_at timestamptz not null,
    constraint tombstone_pk primary key (mark)
);

create table erasure (
    erasure_id   uuid        not null,
    source       text        not null,
    shop         text        not null,
    -- who it is, encrypted for this row; absent once everything of theirs was found
    person       bytea,
    actor        text        not null,
    role         text        not null,
    reason       text        not null,
    requested_at timestamptz not null,
    -- whoever could not see the tombstones was at work before the transaction that wrote them
    xid          bigint      not null default (pg_current_xact_id()::text::bigint),
    stage        text        not null,
    -- the next thing to look at comes after this
    after        text        not null default '',
    not_before   timestamptz not null default '-infinity',
    orders       int         not null default 0,
    events       int         not null default 0,
    raw_bodies   int         not null default 0,
    ended_at     timestamptz,
    constraint erasure_pk primary key (erasure_id),
    constraint erasure_stage_ck check (stage in ('orders', 'redaction', 'telling', 'webhooks', 'conflicts', 'answer', 'done'))
);

create index erasure_open_idx on erasure (requested_at) where stage <> 'done';

create table erasure_order (
    erasure_id    uuid             not null,
    orderkey      text collate "C" not null,
    orderref      uuid,
    last_sequence int,
    redacted      boolean          not null default false,
    constraint erasure_order_pk primary key (erasure_id, orderkey)
);
