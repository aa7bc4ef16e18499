-- What a parked delivery was sent with, beside its event, and what came back: deflated JSON without personal data.
-- Apart from the delivery, which is read for every figure, and kept for a shorter time.
create table exchange (
    orderref    uuid        not null,
    orderseq    int         not null,
    integration text        not null,
    -- of the report that it came with
    revision    int         not null,
    at          timestamptz not null,
    body        bytea       not null,
    constraint exchange_pk primary key (orderref, orderseq, integration)
);

-- the oldest are forgotten first
create index exchange_at_idx on exchange (at);
