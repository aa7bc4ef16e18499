-- Where the orders of each integration begin. The backfill of one that wants all of them is the replay of the same id.
create table adoption (
    integration text        not null,
    point       uuid        not null,
    beginning   text        not null,
    decided_at  timestamptz not null,
    constraint adoption_pk primary key (integration),
    constraint adoption_beginning_ck check (beginning in ('now', 'first-event'))
);
