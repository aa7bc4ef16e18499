-- Tells the relay, in whichever instance it runs, that events were appended: once for each transaction of Understand,
-- when it commits. A hint; what it tells of is read from the log.
create function tell_order_event() returns trigger language plpgsql as $$
begin
    perform pg_notify('order_event', '');
    return null;
end;
$$;

create trigger order_event_appended after insert on order_event
    for each statement execute function tell_order_event();
