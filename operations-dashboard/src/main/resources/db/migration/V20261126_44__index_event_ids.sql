-- an order is also found by what logs and traces name
create index event_event_id_idx on event (event_id);
create index event_webhook_id_idx on event (webhook_id) where webhook_id is not null;
create index event_trace_id_idx on event (trace_id) where trace_id is not null;
