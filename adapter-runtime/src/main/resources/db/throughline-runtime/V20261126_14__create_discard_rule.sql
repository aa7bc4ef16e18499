-- Orders of which nothing is acted on any more. The order's lease is held for as long as the rule stands, so that an
-- event that arrives is started by nobody before it is discarded.
create table discard_rule (
    orderref   uuid not null,
    command_id uuid not null,
    actor      text not null,
    reason     text not null,
    constraint discard_rule_pk primary key (orderref)
);
