-- events that an integration has not finished: small, however much was finished
create table owed (
    orderref    uuid        not null,
    orderseq    int         not null,
    integration text        not null,
    accepted_at timestamptz not null,
    missed      boolean     not null default false,
    constraint owed_pk primary key (orderref, orderseq, integration)
);

create index owed_accepted_at_idx on owed (integration, accepted_at);
