-- a log: read in the order (xid, position), see relay
create table outcome (
    position        bigint      generated always as identity,
    xid             bigint      not null default (pg_current_xact_id()::text::bigint),
    orderref        uuid        not null,
    orderseq        int         not null,
    event_id        uuid        not null,
    orderkey        text        not null,
    type            text        not null,
    revision        int         not null,
    result          text        not null,
    code            text        not null,
    detail          text        not null,
    attempts        int         not null,
    failed_attempts int         not null,
    accepted_at     timestamptz not null,
    at              timestamptz not null,
    reference       text
) partition by range (at);

create index outcome_log_idx on outcome (xid, position);

create table relay (
    name        text        not null,
    xid         bigint      not null default 0,
    position    bigint      not null default 0,
    lease_owner uuid,
    lease_until timestamptz not null default '-infinity',
    constraint relay_pk primary key (name)
);

-- One partition a day. Makes those of the days from the given one to days_ahead later, drops those that ended before
-- the retention began. Idempotent, and safe from several instances at once.
create function maintain_outcome_partitions(today date, days_ahead int, retention_days int) returns void
language plpgsql as $$
declare
    day  date;
    part record;
begin
    perform pg_advisory_xact_lock(hashtext('maintain_outcome_partitions'));
    for offset_days in -1 .. days_ahead loop
        day := today + offset_days;
        execute format(
            'create table if not exists %I partition of outcome for values from (%L) to (%L)',
            'outcome_' || to_char(day, 'YYYYMMDD'), day || ' 00:00:00+00', (day + 1) || ' 00:00:00+00');
    end loop;
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'outcome'::regclass and c.relname < 'outcome_' || to_char(today - retention_days, 'YYYYMMDD')
    loop
        execute format('drop table %I', part.relname);
    end loop;
end
$$;
