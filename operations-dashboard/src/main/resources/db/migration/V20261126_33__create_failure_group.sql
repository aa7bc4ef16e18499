-- What failed for one cause: when it was seen, however often it was retried since. How many are parked now is counted
-- from their rows.
create table failure_group (
    integration   text        not null,
    cause         text        not null,
    code          text        not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    parkings      bigint      not null,
    constraint failure_group_pk primary key (integration, cause)
);

insert into failure_group (integration, cause, code, first_seen_at, last_seen_at, parkings)
select integration, coalesce(fingerprint, 'code:' || code), min(code), min(at), max(at), count(*)
from delivery where result = 'parked'
group by integration, coalesce(fingerprint, 'code:' || code);
