-- appended to ingest's log and not yet seen on topic orders: empty, or nearly so
create table awaited (
    orderref    uuid        not null,
    orderseq    int         not null,
    event_id    uuid        not null,
    orderkey    text        not null,
    type        text        not null,
    appended_at timestamptz not null,
    constraint awaited_pk primary key (orderref, orderseq)
);

create index awaited_appended_at_idx on awaited (appended_at);
create index awaited_event_id_idx on awaited (event_id);
-- an unreadable message was published all the same
create index dead_letter_message_id_idx on dead_letter (message_id);
