-- A thirtieth of these tables is deleted each day: the space is to be had again before a fifth of the table is.
alter table webhook set (autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_vacuum_scale_factor = 0.02);
alter table webhook_end set (autovacuum_vacuum_scale_factor = 0.02);
