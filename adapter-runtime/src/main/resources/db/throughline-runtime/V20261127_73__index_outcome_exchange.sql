-- An erasure finds what was reported of an order; what was delivered stands in no entry.
create index outcome_exchange_idx on outcome (orderref) where exchange is not null;
