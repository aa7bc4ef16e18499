-- rows lie in the order of their time, so a few bytes per block tell where a time range lies
create index order_event_appended_at_idx on order_event using brin (appended_at);
-- one event by its id
create index order_event_event_id_idx on order_event (event_id);
