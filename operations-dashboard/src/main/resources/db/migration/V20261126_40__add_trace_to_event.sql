-- the trace that began at the webhook, as tracing systems know it: 32 hexadecimal digits
alter table event add column trace_id text;
