-- Who asked for what, and why: append-only, and what makes a command that is sent twice happen once.
create table admin_action (
    command_id uuid        not null,
    actor      text        not null,
    action     text        not null,
    subject    text        not null,
    reason     text        not null,
    affected   int         not null,
    at         timestamptz not null,
    constraint admin_action_pk primary key (command_id)
);
