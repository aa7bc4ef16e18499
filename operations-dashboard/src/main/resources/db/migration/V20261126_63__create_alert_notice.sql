-- What is to be told of an incident, and over which channel: a row is written in the transaction that opens, worsens or
-- ends the incident, and is sent from here until it was taken or given up.
create table alert_notice (
    id           bigint      generated always as identity,
    incident_id  uuid        not null,
    kind         text        not null,
    channel      text        not null,
    -- of the incident when it was written
    severity     text        not null,
    due_at       timestamptz not null,
    attempts     int         not null default 0,
    sent_at      timestamptz,
    given_up_at  timestamptz,
    constraint alert_notice_pk primary key (id),
    constraint alert_notice_once_uq unique (incident_id, kind, channel),
    constraint alert_notice_kind_ck check (kind in ('fired', 'worse', 'resolved')),
    constraint alert_notice_incident_fk foreign key (incident_id) references alert_incident on delete cascade
);

create index alert_notice_due_idx on alert_notice (due_at) where sent_at is null and given_up_at is null;
