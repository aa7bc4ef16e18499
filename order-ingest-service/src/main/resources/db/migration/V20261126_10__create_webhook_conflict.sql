-- What came under the delivery key of a known webhook with another body: kept until somebody takes it in.
create table webhook_conflict (
    id           uuid        not null,
    webhook_id   uuid        not null,
    source       text        not null,
    shop         text        not null,
    delivery_key bytea       not null,
    topic        text,
    headers      bytea       not null,
    body         bytea       not null,
    body_sha256  bytea       not null,
    received_at  timestamptz not null,
    last_at      timestamptz not null,
    times        int         not null default 1,
    traceparent  text        not null,
    constraint webhook_conflict_pk primary key (id),
    constraint webhook_conflict_body_uq unique (webhook_id, body_sha256)
);

alter table webhook_conflict alter column body set storage external;
