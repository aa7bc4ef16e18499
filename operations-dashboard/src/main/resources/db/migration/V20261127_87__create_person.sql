-- Who is behind a name of the audit log: whoever signs in with the organisation gets one at first, and it is his for ever.
create table person (
    position  bigint      generated always as identity,
    at        timestamptz not null,
    -- as the provider names itself, and as it names the person and nobody else
    issuer    text        not null,
    subject   text        not null,
    actor     text        not null,
    role      text        not null,
    link      bigint      not null,
    link_hash bytea       not null,
    constraint person_pk primary key (issuer, subject),
    constraint person_link_uq unique (link)
);

-- upper and lower case are one name, as where a second person is wanted
create unique index person_actor_uq on person (lower(actor));
-- the audit log is read newest first
create index person_at_idx on person (at);

create trigger person_append_only before update or delete or truncate on person
    for each statement execute function refuse_log_change();
create trigger person_chained before insert on person for each row execute function chain_audit();
