-- What a figure was without this system, as somebody entered it; the newest counts, and none is changed.
create table baseline (
    position    bigint      generated always as identity,
    -- empty: all of them together
    integration text        not null,
    measure     text        not null,
    -- empty: not an amount
    currency    text        not null,
    value       numeric     not null,
    source      text        not null,
    at          timestamptz not null,
    actor       text        not null,
    role        text        not null,
    constraint baseline_pk primary key (integration, measure, currency, position),
    constraint baseline_value_ck check (value >= 0)
);

-- the audit log is read newest first
create index baseline_at_idx on baseline (at);

create function refuse_baseline_change() returns trigger language plpgsql as $$
begin
    raise exception 'table baseline is append-only';
end
$$;

create trigger baseline_append_only before update or delete or truncate on baseline
    for each statement execute function refuse_baseline_change();
