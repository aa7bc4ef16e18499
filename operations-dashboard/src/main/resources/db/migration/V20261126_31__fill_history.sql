-- what was reported before there was a history, as far as its rows tell
with decided as (
    select d.*, i.sla_lag, d.accepted_at + i.sla_lag as deadline_at,
        d.first_finished_at is not null and coalesce(d.type = any (i.events), false) and i.sla_lag is not null as judged
    from delivery d join integration i on i.name = d.integration
), counted as (
    select integration, at, 0 as delivered, 0 as ignored, 0 as discarded, attempts, failed_attempts, 0 as met, 0 as missed
    from decided
    union all
    select integration, first_finished_at, (result = 'delivered')::int, (result = 'ignored')::int,
        (result = 'discarded')::int, 0, 0, 0, 0
    from decided where first_finished_at is not null
    union all
    select integration, least(first_finished_at, deadline_at), 0, 0, 0, 0, 0,
        (first_finished_at <= deadline_at)::int, (first_finished_at > deadline_at)::int
    from decided where judged
    union all
    select o.integration, o.accepted_at + i.sla_lag, 0, 0, 0, 0, 0, 0, 1
    from owed o join integration i on i.name = o.integration where o.missed
)
insert into history (integration, span, at, delivered, ignored, discarded, attempts, failed_attempts, met, missed)
select c.integration, s.span, date_trunc(s.span, c.at, 'UTC'), sum(c.delivered), sum(c.ignored), sum(c.discarded),
    sum(c.attempts), sum(c.failed_attempts), sum(c.met), sum(c.missed)
from counted c
join (values ('minute', interval '2 days'), ('hour', interval '90 days')) s (span, kept) on c.at > now() - s.kept
group by c.integration, s.span, date_trunc(s.span, c.at, 'UTC');
