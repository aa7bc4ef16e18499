-- A delivery that is leased as it is written down is finished a moment later: due since -infinity it is in no index that
-- tells what is due, which is a fourteenth of what a message costs in write-ahead log. Where its lease ends without it,
-- it is made due, and then it is.
drop index delivery_due_idx;
create index delivery_due_idx on delivery (due_at) where parked_at is null and due_at > '-infinity';
