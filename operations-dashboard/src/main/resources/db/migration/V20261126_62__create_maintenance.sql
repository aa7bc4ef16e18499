-- Who said that an integration is under planned maintenance, until when, and why. The newest row of an integration counts,
-- until it has passed; one that ends at the instant it was written ends the maintenance early.
create table maintenance (
    position    bigint      generated always as identity,
    integration text        not null,
    at          timestamptz not null,
    until_at    timestamptz not null,
    actor       text        not null,
    role        text        not null,
    reason      text        not null,
    constraint maintenance_pk primary key (integration, position),
    constraint maintenance_until_ck check (until_at >= at)
);

-- the audit log is read newest first
create index maintenance_at_idx on maintenance (at);

create function refuse_maintenance_change() returns trigger language plpgsql as $$
begin
    raise exception 'table maintenance is append-only';
end
$$;

create trigger maintenance_append_only before update or delete or truncate on maintenance
    for each statement execute function refuse_maintenance_change();
