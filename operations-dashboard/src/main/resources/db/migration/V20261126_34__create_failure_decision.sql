-- what people decided about a group; the newest counts, and none is changed
create table failure_decision (
    position    bigint      generated always as identity,
    integration text        not null,
    cause       text        not null,
    at          timestamptz not null,
    actor       text        not null,
    role        text        not null,
    state       text        not null,
    owner       text        not null,
    note        text        not null,
    constraint failure_decision_pk primary key (integration, cause, position),
    constraint failure_decision_state_ck check (state in ('open', 'acknowledged', 'ignored', 'resolved'))
);

create function refuse_decision_change() returns trigger language plpgsql as $$
begin
    raise exception 'table failure_decision is append-only';
end
$$;

create trigger failure_decision_append_only before update or delete or truncate on failure_decision
    for each statement execute function refuse_decision_change();
