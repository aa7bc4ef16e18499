-- What integrations did, by minute and by hour: written in the transaction of what it is about, so it agrees with it to
-- the delivery. Minutes are kept for two days, hours for ninety.
create table history (
    integration     text        not null,
    span            text        not null,
    at              timestamptz not null,
    delivered       bigint      not null,
    ignored         bigint      not null,
    discarded       bigint      not null,
    attempts        bigint      not null,
    failed_attempts bigint      not null,
    met             bigint      not null,
    missed          bigint      not null,
    constraint history_pk primary key (span, integration, at),
    constraint history_span_ck check (span in ('minute', 'hour'))
);

-- retention
create index history_at_idx on history (span, at);
