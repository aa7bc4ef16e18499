-- What a shop's list of a day's orders is compared with; of an order that was known before, from its next change on.
alter table order_state
    add column placed_at   timestamptz,
    add column currency    text,
    add column total_minor bigint;

-- Orders come nearly in the order in which they were placed, so a little of the table holds a day.
create index order_state_placed_idx on order_state using brin (placed_at) with (autosummarize = on);
