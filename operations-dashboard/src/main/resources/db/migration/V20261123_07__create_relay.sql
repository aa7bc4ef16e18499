create table relay (
    name        text        not null,
    xid         bigint      not null default 0,
    position    bigint      not null default 0,
    lease_owner uuid,
    lease_until timestamptz not null default '-infinity',
    constraint relay_pk primary key (name)
);
