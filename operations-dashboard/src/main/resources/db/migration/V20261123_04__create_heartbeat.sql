create table heartbeat (
    integration    text        not null,
    at             timestamptz not null,
    instance       text        not null,
    due            bigint      not null,
    waiting        bigint      not null,
    held           bigint      not null,
    parked         bigint      not null,
    oldest_open_at timestamptz,
    breaker        text        not null,
    paused         boolean     not null,
    constraint heartbeat_pk primary key (integration, at, instance)
);
