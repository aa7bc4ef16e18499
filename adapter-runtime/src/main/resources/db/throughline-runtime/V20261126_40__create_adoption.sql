-- Where the orders of this integration begin; no row until ingest has said so.
create table adoption (
    only_one    boolean     not null default true,
    point       uuid        not null,
    beginning   text        not null,
    backfilling boolean     not null,
    decided_at  timestamptz not null default now(),
    constraint adoption_pk primary key (only_one),
    constraint adoption_only_one_ck check (only_one),
    constraint adoption_beginning_ck check (beginning in ('now', 'first-event'))
);

-- Whoever is at work already goes on with every order.
insert into adoption (point, beginning, backfilling)
select '00000000-0000-0000-0000-000000000000', 'first-event', false
where exists (select from order_position) or exists (select from delivery);
