-- How many calls at once an instance may be making: so that one that joins takes no place that another still uses.
alter table call_member add column places int not null default 0;
