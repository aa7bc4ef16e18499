-- what was tried before an edit; kept as long as outcomes are
create table delivery_version (
    orderref    uuid        not null,
    orderseq    int         not null,
    version     int         not null,
    body        bytea       not null,
    -- command and account of the edit
    replaced_by uuid        not null,
    actor       text        not null,
    replaced_at timestamptz not null,
    constraint delivery_version_pk primary key (orderref, orderseq, version)
);

create index delivery_version_replaced_at_idx on delivery_version (replaced_at);

alter table delivery add column version int not null default 1;
alter table outcome add column version int;
