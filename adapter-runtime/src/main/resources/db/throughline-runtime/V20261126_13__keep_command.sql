alter table command
    add column position   bigint      generated always as identity,
    -- until it is obeyed: an edit holds personal data
    add column body       bytea,
    add column state      text        not null default 'done',
    add column not_before timestamptz,
    -- of a set: what was sent before does not count against it any more
    add column resumed_at timestamptz,
    add constraint command_state_ck check (state in ('open', 'running', 'paused', 'stopped', 'done'));

create index command_open_idx on command (position) where state in ('open', 'running');

-- the state command that counts for each subject
create table command_revision (
    subject  text   not null,
    revision bigint not null,
    value    text   not null,
    constraint command_revision_pk primary key (subject)
);

-- a set as it was frozen, and how far it is
create table command_target (
    command_id uuid        not null,
    orderref   uuid        not null,
    orderseq   int         not null,
    state      text        not null default 'pending',
    sent_at    timestamptz,
    ended_at   timestamptz,
    constraint command_target_pk primary key (command_id, orderref, orderseq),
    constraint command_target_state_ck check (state in ('pending', 'sent', 'done', 'failed', 'cancelled'))
);

create index command_target_open_idx on command_target (command_id, state) where state in ('pending', 'sent');

-- a log: read in the order (xid, position), see relay
create table command_answer (
    position   bigint      generated always as identity,
    xid        bigint      not null default (pg_current_xact_id()::text::bigint),
    command_id uuid        not null,
    orderref   uuid,
    orderseq   int,
    answer     text        not null,
    detail     text,
    total      int,
    at         timestamptz not null,
    constraint command_answer_pk primary key (position)
);

create index command_answer_log_idx on command_answer (xid, position);
create index command_answer_at_idx on command_answer (at);
