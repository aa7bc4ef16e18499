-- what an integration reported as delivered and did not find at its downstream system; answered by a higher revision
create table absent_effect (
    integration      text        not null,
    orderref         uuid        not null,
    orderseq         int         not null,
    -- of the outcome that reported it as delivered
    revision         int         not null,
    orderkey         text        not null,
    type             text        not null,
    reference        text,
    delivered_at     timestamptz not null,
    -- when it was told first
    found_at         timestamptz not null,
    -- noticed afterwards, so that what was answered is not looked at for ever
    answered_at      timestamptz,
    -- somebody decided that nothing is to be done about it
    set_aside_at     timestamptz,
    set_aside_by     text,
    set_aside_reason text,
    constraint absent_effect_pk primary key (integration, orderref, orderseq),
    constraint absent_effect_set_aside_ck check (
        (set_aside_at is null) = (set_aside_by is null) and (set_aside_at is null) = (set_aside_reason is null))
);

-- what may be open is read for every figure
create index absent_effect_open_idx on absent_effect (integration, found_at)
    where set_aside_at is null and answered_at is null;
create index absent_effect_order_idx on absent_effect (orderref);
create index absent_effect_delivered_at_idx on absent_effect (delivered_at);

-- who set which aside, and why: part of the audit log
create table absent_decision (
    position    bigint      generated always as identity,
    integration text        not null,
    orderref    uuid        not null,
    orderseq    int         not null,
    revision    int         not null,
    orderkey    text        not null,
    at          timestamptz not null,
    actor       text        not null,
    role        text        not null,
    reason      text        not null,
    link        bigint      not null,
    link_hash   bytea       not null,
    constraint absent_decision_pk primary key (integration, orderref, orderseq, position),
    constraint absent_decision_link_uq unique (link)
);

-- the audit log is read newest first
create index absent_decision_at_idx on absent_decision (at);

create trigger absent_decision_append_only before update or delete or truncate on absent_decision
    for each statement execute function refuse_log_change();
create trigger absent_decision_chained before insert on absent_decision for each row execute function chain_audit();
