-- Events of the log that are sent once more to one module, and how far that is. Rows stay: they say who wished it, why.
create table replay (
    replay_id      uuid        not null,
    target         text        not null,
    orderkey       text,
    type           text,
    appended_from  timestamptz,
    appended_until timestamptz,
    actor          text        not null,
    reason         text        not null,
    requested_at   timestamptz not null,
    state          text        not null,
    -- the next event is after (xid, position); the last one asked for is (end_xid, end_position)
    xid            bigint      not null,
    position       bigint      not null,
    end_xid        bigint      not null,
    end_position   bigint      not null,
    events         bigint      not null,
    sent           bigint      not null default 0,
    ended_at       timestamptz,
    ended_by       text,
    lease_owner    uuid,
    lease_until    timestamptz not null default '-infinity',
    constraint replay_pk primary key (replay_id),
    constraint replay_state_ck check (state in ('running', 'done', 'cancelled'))
);

create index replay_running_idx on replay (requested_at) where state = 'running';
