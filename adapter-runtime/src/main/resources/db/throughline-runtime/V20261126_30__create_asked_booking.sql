-- What events asked to be booked in another system, whatever became of it: one side of a month's close.
create table asked_booking (
    kind         text        not null,
    name         text        not null,
    order_key    text        not null,
    day          date        not null,
    currency     text        not null,
    amount       numeric     not null,
    withdrawn_at timestamptz,
    constraint asked_booking_pk primary key (kind, name)
);

-- a close reads one month
create index asked_booking_day_idx on asked_booking (day);
