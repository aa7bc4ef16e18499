create table dead_letter (
    dead_letter_id bigint      generated always as identity,
    message_id     text        not null,
    subject        text        not null,
    reason         text        not null,
    description    text        not null,
    body           bytea       not null,
    received_at    timestamptz not null,
    constraint dead_letter_pk primary key (dead_letter_id),
    constraint dead_letter_message_uq unique (message_id, reason)
);
