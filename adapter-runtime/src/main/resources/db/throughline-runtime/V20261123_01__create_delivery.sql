create table delivery (
    orderref          uuid        not null,
    orderseq          int         not null,
    event_id          uuid        not null,
    orderkey          text        not null,
    type              text        not null,
    body              bytea       not null,
    accepted_at       timestamptz not null,
    received_at       timestamptz not null,
    -- infinity until the event before it is finished
    due_at            timestamptz not null,
    parked_at         timestamptz,
    -- what the outcome of its last attempt was; empty before the first
    code              text        not null default '',
    detail            text        not null default '',
    attempts          int         not null default 0,
    tried_ms          bigint      not null default 0,
    maybe_reached     boolean     not null default false,
    finished_steps    text        not null default '',
    revision          int         not null default 0,
    constraint delivery_pk primary key (orderref, orderseq)
);

-- deflated by the client already
alter table delivery alter column body set storage external;

-- the dispatcher reads only what may be tried
create index delivery_due_idx on delivery (due_at) where parked_at is null;
create index delivery_parked_idx on delivery (parked_at) where parked_at is not null;
