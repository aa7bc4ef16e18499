-- What the next event of an order goes on from: which documents its earlier events asked for, and what each of them
-- charges. Absent for those that were asked for before.
alter table asked_booking
    add column orderseq      int  not null default 0,
    add column revision      int  not null default 1,
    add column parts         text,
    add column withdrawn_seq int;

-- an event reads the documents of its order
create index asked_booking_order_idx on asked_booking (order_key);
