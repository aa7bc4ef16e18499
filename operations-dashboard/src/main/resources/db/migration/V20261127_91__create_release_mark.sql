-- Which version and configuration of an integration came after which. What it is now is the newest of each kind.
create table release_mark (
    integration text        not null,
    at          timestamptz not null,
    kind        text        not null,
    -- null in the first one, which changed nothing
    was         text,
    is_now      text        not null,
    constraint release_mark_pk primary key (integration, kind, at),
    constraint release_mark_kind_ck check (kind in ('version', 'configuration'))
);

-- What each instance announced last: while a release is rolled out, those of both tell of themselves.
create table release_instance (
    integration text        not null,
    kind        text        not null,
    instance    text        not null,
    value       text        not null,
    at          timestamptz not null,
    constraint release_instance_pk primary key (integration, kind, instance)
);

-- retention
create index release_instance_at_idx on release_instance (at);
