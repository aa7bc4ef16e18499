-- Each entry of the audit log holds the hash of itself and of the one before it, over all tables that it is written in.
-- The head is one row: whoever writes an entry holds it until he commits, so numbers have no gap and no second order.
create table audit_chain (
    only_row     boolean     not null default true,
    -- the chain is verified from here: entries up to this number may be gone
    start_number bigint      not null,
    start_hash   bytea       not null,
    started_at   timestamptz not null,
    number       bigint      not null,
    hash         bytea       not null,
    constraint audit_chain_pk primary key (only_row),
    constraint audit_chain_only_row_ck check (only_row),
    constraint audit_chain_start_ck check (0 <= start_number and start_number <= number)
);

-- The content is the row as jsonb without what is absent, so that a column of a later release changes no old hash.
create function audit_link(previous bytea, source text, number bigint, entry jsonb) returns bytea language sql immutable
return sha256(previous
    || convert_to(source || ' ' || number || ' ' || jsonb_strip_nulls(entry - 'link' - 'link_hash')::text, 'UTF8'));

create function chain_audit() returns trigger language plpgsql
    set timezone = 'UTC' set bytea_output = 'hex' set search_path from current as $$
begin
    update audit_chain c
    set number = c.number + 1, hash = audit_link(c.hash, tg_table_name, c.number + 1, to_jsonb(new))
    returning c.number, c.hash into strict new.link, new.link_hash;
    return new;
end
$$;

alter table audit add column link bigint, add column link_hash bytea;
alter table failure_decision add column link bigint, add column link_hash bytea;
alter table disclosure add column link bigint, add column link_hash bytea;
alter table maintenance add column link bigint, add column link_hash bytea;
alter table baseline add column link bigint, add column link_hash bytea;
alter table handover add column link bigint, add column link_hash bytea;

-- What was written before is chained in the order in which it happened.
alter table audit disable trigger user;
alter table failure_decision disable trigger user;
alter table disclosure disable trigger user;
alter table maintenance disable trigger user;
alter table baseline disable trigger user;
alter table handover disable trigger user;

set local timezone = 'UTC';
do $$
declare
    one   record;
    last  bigint := 0;
    head  bytea := sha256('throughline');
    began timestamptz := now();
begin
    for one in
        select *, min(at) over () as began from (
            select 'audit' as source, ctid as place, at, position, to_jsonb(t) as entry from audit t
            union all select 'failure_decision', ctid, at, position, to_jsonb(t) from failure_decision t
            union all select 'disclosure', ctid, at, position, to_jsonb(t) from disclosure t
            union all select 'maintenance', ctid, at, position, to_jsonb(t) from maintenance t
            union all select 'baseline', ctid, at, position, to_jsonb(t) from baseline t
            union all select 'handover', ctid, at, position, to_jsonb(t) from handover t) written
        order by at, source, position
    loop
        began := one.began;
        last := last + 1;
        head := audit_link(head, one.source, last, one.entry);
        execute format('update %I set link = $1, link_hash = $2 where ctid = $3', one.source)
            using last, head, one.place;
    end loop;
    insert into audit_chain (start_number, start_hash, started_at, number, hash)
    values (0, sha256('throughline'), began, last, head);
end
$$;

alter table audit alter column link set not null, alter column link_hash set not null,
    add constraint audit_link_uq unique (link), enable trigger user;
alter table failure_decision alter column link set not null, alter column link_hash set not null,
    add constraint failure_decision_link_uq unique (link), enable trigger user;
alter table disclosure alter column link set not null, alter column link_hash set not null,
    add constraint disclosure_link_uq unique (link), enable trigger user;
alter table maintenance alter column link set not null, alter column link_hash set not null,
    add constraint maintenance_link_uq unique (link), enable trigger user;
alter table baseline alter column link set not null, alter column link_hash set not null,
    add constraint baseline_link_uq unique (link), enable trigger user;
alter table handover alter column link set not null, alter column link_hash set not null,
    add constraint handover_link_uq unique (link), enable trigger user;

create trigger audit_chained before insert on audit for each row execute function chain_audit();
create trigger failure_decision_chained before insert on failure_decision for each row execute function chain_audit();
create trigger disclosure_chained before insert on disclosure for each row execute function chain_audit();
create trigger maintenance_chained before insert on maintenance for each row execute function chain_audit();
create trigger baseline_chained before insert on baseline for each row execute function chain_audit();
create trigger handover_chained before insert on handover for each row execute function chain_audit();
