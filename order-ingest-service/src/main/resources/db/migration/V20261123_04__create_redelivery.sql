-- Which events were asked for once more, by whom, and when last: none is sent twice within a minute.
create table redelivery (
    orderref   uuid        not null,
    orderseq   int         not null,
    target     text        not null,
    command_id uuid        not null,
    asked_at   timestamptz not null,
    constraint redelivery_pk primary key (orderref, orderseq, target)
);

create index redelivery_asked_at_idx on redelivery (asked_at);
create index redelivery_command_idx on redelivery (command_id);
