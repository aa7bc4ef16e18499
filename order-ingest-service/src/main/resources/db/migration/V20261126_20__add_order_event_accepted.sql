-- What readers of the log are told beside the event's place, without its body. Rows of earlier releases have neither.
alter table order_event
    add column accepted_at timestamptz,
    add column test        boolean;
