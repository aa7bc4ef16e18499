-- from acceptance to delivery, of what was delivered in that stretch of time: all together, and the slowest
alter table history
    add column lag_ms      bigint not null default 0,
    add column lag_most_ms bigint not null default 0;
