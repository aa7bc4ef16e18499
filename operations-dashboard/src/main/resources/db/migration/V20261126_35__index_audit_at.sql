-- the audit log is read newest first
create index audit_at_idx on audit (at);
create index failure_decision_at_idx on failure_decision (at);
