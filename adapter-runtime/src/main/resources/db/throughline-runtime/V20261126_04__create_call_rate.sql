-- How far the calls of all instances have got: one row per tenant of a downstream system.
create table call_rate (
    tenant    text        not null,
    -- when the tokens given out so far will have been used at an even rate
    given_to  timestamptz not null,
    day       date        not null,
    day_given int         not null,
    constraint call_rate_pk primary key (tenant)
);
