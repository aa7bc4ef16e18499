-- events that came without their data, until it was fetched and read for the search
create table unindexed (
    orderref uuid        not null,
    orderseq int         not null,
    event_id uuid        not null,
    due_at   timestamptz not null,
    constraint unindexed_pk primary key (orderref, orderseq)
);

create index unindexed_due_at_idx on unindexed (due_at);
