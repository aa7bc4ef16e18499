-- who wished what; at once the log from which commands are sent
create table audit (
    command_id  uuid        not null,
    at          timestamptz not null,
    actor       text        not null,
    role        text        not null,
    kind        text        not null,
    integration text        not null,
    orderref    uuid        not null,
    orderseq    int         not null,
    reason      text        not null,
    position    bigint      generated always as identity,
    xid         bigint      not null default (pg_current_xact_id()::text::bigint),
    constraint audit_pk primary key (command_id),
    constraint audit_kind_ck check (kind in ('retry-delivery', 'discard-delivery'))
);

create index audit_log_idx on audit (xid, position);
create index audit_delivery_idx on audit (orderref, orderseq, integration);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'table audit is append-only';
end
$$;

create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function refuse_audit_change();
