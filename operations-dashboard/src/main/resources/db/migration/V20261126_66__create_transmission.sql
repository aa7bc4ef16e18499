-- Every event on its way to one integration. It failed when it needed somebody's decision, or when nothing was heard of it
-- at its deadline; a failed attempt that was tried again by itself is none.
create view transmission as
select integration, orderref, orderseq, accepted_at, result, first_finished_at, first_parked_at is not null as failed
from delivery
union all
select o.integration, o.orderref, o.orderseq, o.accepted_at, 'missing', null, true
from owed o
where o.missed and not exists (
    select from delivery d
    where d.orderref = o.orderref and d.orderseq = o.orderseq and d.integration = o.integration);
