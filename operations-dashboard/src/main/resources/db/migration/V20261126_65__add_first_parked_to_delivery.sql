-- When it first needed somebody's decision; stays when it is delivered after all. Of what was settled before, only what
-- the audit log names is known.
alter table delivery add column first_parked_at timestamptz;

update delivery d set first_parked_at = least(d.at, decided.at)
from (
    select orderref, orderseq, integration, min(at) as at from audit
    where kind in ('retry-delivery', 'discard-delivery', 'edit-delivery')
    group by orderref, orderseq, integration) decided
where d.orderref = decided.orderref and d.orderseq = decided.orderseq and d.integration = decided.integration;

update delivery set first_parked_at = at where result = 'parked' and first_parked_at is null;
