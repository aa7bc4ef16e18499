-- A finished delivery that is carried out again: it moves no position.
alter table delivery
    add column reopened        boolean not null default false,
    add column effect_revision int     not null default 1;

create index delivery_reopened_idx on delivery (orderref) where reopened;

-- permanent: how often a delivery was opened again, and under which effect key it was carried out last
create table reopening (
    orderref        uuid not null,
    orderseq        int  not null,
    times           int  not null,
    effect_revision int  not null,
    constraint reopening_pk primary key (orderref, orderseq)
);

-- events that are to come once more from the log
create table redelivery (
    orderref   uuid        not null,
    orderseq   int         not null,
    orderkey   text        not null,
    command_id uuid        not null,
    resend     boolean     not null,
    wanted_at  timestamptz not null,
    asked_at   timestamptz,
    constraint redelivery_pk primary key (orderref, orderseq)
);
