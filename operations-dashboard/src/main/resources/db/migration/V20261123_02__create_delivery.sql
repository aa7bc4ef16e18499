-- the newest outcome of each delivery
create table delivery (
    orderref          uuid        not null,
    orderseq          int         not null,
    integration       text        not null,
    event_id          uuid        not null,
    orderkey          text        not null,
    type              text        not null,
    revision          int         not null,
    result            text        not null,
    code              text        not null,
    detail            text,
    attempts          int         not null,
    failed_attempts   int         not null,
    reference         text,
    accepted_at       timestamptz not null,
    at                timestamptz not null,
    -- a delivery that is opened again keeps the instant at which it was finished first: the SLA is about that
    first_finished_at timestamptz,
    constraint delivery_pk primary key (orderref, orderseq, integration),
    constraint delivery_result_ck check (result in ('delivered', 'ignored', 'discarded', 'parked'))
);

-- figures of a window are read from this index alone
create index delivery_at_idx on delivery (at)
    include (integration, type, result, attempts, failed_attempts, accepted_at, first_finished_at);
create index delivery_parked_idx on delivery (at) where result = 'parked';
create index delivery_accepted_at_idx on delivery (accepted_at);
