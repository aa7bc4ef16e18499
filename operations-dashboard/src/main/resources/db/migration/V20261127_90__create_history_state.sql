-- How integrations said that they stood, by minute and by hour: written in the transaction of the heartbeats it is made of,
-- and kept as long as table history.
create table history_state (
    integration     text        not null,
    span            text        not null,
    at              timestamptz not null,
    -- the most at once: every instance counts the deliveries of all
    due             bigint      not null,
    waiting         bigint      not null,
    held            bigint      not null,
    parked          bigint      not null,
    -- how many heartbeats said so, of all instances
    beats           bigint      not null,
    open_beats      bigint      not null,
    half_open_beats bigint      not null,
    paused_beats    bigint      not null,
    -- attempts of all instances together, and what the slowest took
    ended           bigint      not null,
    failed          bigint      not null,
    total_ms        bigint      not null,
    slowest_ms      bigint      not null,
    constraint history_state_pk primary key (span, integration, at),
    constraint history_state_span_ck check (span in ('minute', 'hour'))
);

-- retention
create index history_state_at_idx on history_state (span, at);
