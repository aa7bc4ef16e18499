create table command (
    command_id  uuid        not null,
    kind        text        not null,
    actor       text        not null,
    role        text        not null,
    reason      text        not null,
    answer      text        not null,
    received_at timestamptz not null,
    constraint command_pk primary key (command_id)
);
