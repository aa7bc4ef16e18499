create table dead_letter (
    id              bigint      generated always as identity,
    topic           text        not null,
    message_id      text        not null,
    subject         text,
    reason          text        not null,
    description     text,
    enqueued_at     timestamptz not null,
    drained_at      timestamptz not null,
    body            bytea       not null,
    constraint dead_letter_pk primary key (id),
    -- the broker hands a message out again when its settlement is lost
    constraint dead_letter_message_uq unique (topic, message_id, enqueued_at)
);
