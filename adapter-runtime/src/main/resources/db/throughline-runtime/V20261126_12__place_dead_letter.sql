alter table dead_letter
    add column orderref    uuid,
    add column orderseq    int,
    add column fingerprint text not null default '',
    add column action      text not null default 'park',
    add column closed_at   timestamptz,
    add constraint dead_letter_action_ck check (action in ('park', 'discard'));

-- Letters from before tell no place by which they could close; where they had one, a parked delivery holds it.
update dead_letter set closed_at = received_at;

create index dead_letter_open_idx on dead_letter (orderref, orderseq) where closed_at is null;

-- everything that waits for a decision, and why: a dead letter without a place is no delivery
create view parked as
    select d.orderref, d.orderseq, d.event_id, d.orderkey, d.type, d.code, d.detail, d.fingerprint,
           d.parked_at as since, case when d.attempts = 0 then 'dead-letter' else 'failure' end as cause
    from delivery d
    where d.parked_at is not null and d.discard_actor is null
    union all
    select null, null, null, null, l.subject, l.reason, l.description, l.fingerprint, l.received_at, 'dead-letter'
    from dead_letter l
    where l.closed_at is null and l.orderref is null;
