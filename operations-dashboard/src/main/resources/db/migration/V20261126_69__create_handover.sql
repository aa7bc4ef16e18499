-- When somebody took over, and from when on he was told what had happened.
create table handover (
    position bigint      generated always as identity,
    at       timestamptz not null,
    actor    text        not null,
    role     text        not null,
    since    timestamptz not null,
    constraint handover_pk primary key (position)
);

create index handover_actor_idx on handover (actor, at);
-- the audit log is read newest first
create index handover_at_idx on handover (at);

create function refuse_handover_change() returns trigger language plpgsql as $$
begin
    raise exception 'table handover is append-only';
end
$$;

create trigger handover_append_only before update or delete or truncate on handover
    for each statement execute function refuse_handover_change();
