-- When an order's missing events were last reported, so that of several instances one reports them.
create table gap (
    orderref      uuid        not null,
    first_missing int         not null,
    last_missing  int         not null,
    reported_at   timestamptz not null,
    constraint gap_pk primary key (orderref)
);

-- the search for missing events reads only what cannot start yet
create index delivery_not_yet_idx on delivery (orderref, orderseq) where due_at = 'infinity';
