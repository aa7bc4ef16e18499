-- A wish that somebody else must agree to before it is sent. What was wished is never changed.
create table approval (
    position    bigint      generated always as identity,
    -- also that of the wish's first command
    approval_id uuid        not null,
    at          timestamptz not null,
    expires_at  timestamptz not null,
    actor       text        not null,
    role        text        not null,
    kind        text        not null,
    integration text        not null,
    -- of one delivery; absent when it is about many
    orderref    uuid,
    orderseq    int,
    deliveries  int         not null,
    reason      text        not null,
    -- why it needs a second person
    grounds     text        not null,
    -- what an edit changes, personal data masked
    changes     text,
    -- SHA-256 of the document
    digest      bytea       not null,
    link        bigint      not null,
    link_hash   bytea       not null,
    constraint approval_pk primary key (approval_id),
    constraint approval_link_uq unique (link)
);

-- the audit log is read newest first
create index approval_at_idx on approval (at);
create index approval_expires_at_idx on approval (expires_at);

create table approval_decision (
    position    bigint      generated always as identity,
    approval_id uuid        not null,
    at          timestamptz not null,
    actor       text        not null,
    role        text        not null,
    verdict     text        not null,
    reason      text        not null,
    link        bigint      not null,
    link_hash   bytea       not null,
    -- decided once
    constraint approval_decision_pk primary key (approval_id),
    constraint approval_decision_approval_fk foreign key (approval_id) references approval,
    constraint approval_decision_verdict_ck check (verdict in ('approved', 'declined', 'withdrawn')),
    constraint approval_decision_link_uq unique (link)
);

-- the audit log is read newest first
create index approval_decision_at_idx on approval_decision (at);

-- The commands of a wish that waits. Apart from the audit log, which is kept for ever: an edit holds personal data.
create table approval_document (
    approval_id uuid  not null,
    body        bytea not null,
    constraint approval_document_pk primary key (approval_id)
);

create function refuse_log_change() returns trigger language plpgsql as $$
begin
    raise exception 'table % is append-only', tg_table_name;
end
$$;

create trigger approval_append_only before update or delete or truncate on approval
    for each statement execute function refuse_log_change();
create trigger approval_decision_append_only before update or delete or truncate on approval_decision
    for each statement execute function refuse_log_change();
create trigger approval_chained before insert on approval for each row execute function chain_audit();
create trigger approval_decision_chained before insert on approval_decision
    for each row execute function chain_audit();

-- what a person discarded lately is counted before he discards more
create index audit_discard_idx on audit (actor, at) where kind in ('discard-delivery', 'discard-order');
