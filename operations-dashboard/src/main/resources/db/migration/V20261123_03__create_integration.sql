create table integration (
    name               text        not null,
    first_announced_at timestamptz,
    announced_at       timestamptz,
    entry              bytea,
    events             text[]      not null default '{}',
    sla_lag            interval,
    last_heard_at      timestamptz not null,
    constraint integration_pk primary key (name)
);
