-- When the conditions were looked at last, and who looks now: one row, locked by the instance that is at it.
create table alert_watch (
    id        boolean     not null default true,
    looked_at timestamptz,
    constraint alert_watch_pk primary key (id),
    constraint alert_watch_one_ck check (id)
);

insert into alert_watch default values;

-- How many deliveries were parked or held, at most, by minute: whoever counts misses must leave out what is parked.
create table alert_stuck (
    integration text        not null,
    at          timestamptz not null,
    deliveries  bigint      not null,
    constraint alert_stuck_pk primary key (integration, at)
);

-- who paused what: few rows of a log that is kept for ever
create index audit_pause_idx on audit (integration, at) where kind in ('pause-deliveries', 'resume-deliveries');
