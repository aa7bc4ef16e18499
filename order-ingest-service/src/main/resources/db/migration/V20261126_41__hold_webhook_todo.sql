-- A webhook of a paused shop is held: it is not looked at until the shop is resumed. Null is not held, and costs nothing.
alter table webhook_todo add column held boolean;

drop index webhook_todo_pending_idx;
create index webhook_todo_pending_idx on webhook_todo (webhook_id) where waits_for is null and held is null;
create index webhook_todo_held_idx on webhook_todo (webhook_id) where held;
