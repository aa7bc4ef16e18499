-- Who was shown personal data, of which delivery, and why. Never the data.
create table disclosure (
    position    bigint      generated always as identity,
    at          timestamptz not null,
    actor       text        not null,
    role        text        not null,
    reason      text        not null,
    integration text        not null,
    orderref    uuid        not null,
    orderseq    int         not null,
    constraint disclosure_pk primary key (position)
);

-- the audit log is read newest first
create index disclosure_at_idx on disclosure (at);

create function refuse_disclosure_change() returns trigger language plpgsql as $$
begin
    raise exception 'table disclosure is append-only';
end
$$;

create trigger disclosure_append_only before update or delete or truncate on disclosure
    for each statement execute function refuse_disclosure_change();
