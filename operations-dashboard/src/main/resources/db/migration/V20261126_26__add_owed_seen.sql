-- When an owed event was seen on topic orders: an event may be published long after it was accepted, and nobody can have
-- received it before. Absent on rows from before.
alter table owed add column seen_at timestamptz;
