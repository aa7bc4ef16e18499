-- what is at stake: the order's total as the storefront told it; absent on events from before, and on those without data
alter table event
    add column currency    text,
    add column total_minor bigint,
    add column exponent    int;
