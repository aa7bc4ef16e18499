-- What the dashboard tells people of: a row an incident, from the first sign (fired_at absent) to its end. Of one alert of
-- one integration there is at most one that has not ended.
create table alert_incident (
    id              uuid        not null,
    -- as its runbook is called
    alert           text        not null,
    integration     text        not null,
    stage           text        not null,
    warning_since   timestamptz,
    critical_since  timestamptz,
    severity        text,
    fired_at        timestamptz,
    quiet_since     timestamptz,
    resolved_at     timestamptz,
    summary         text        not null,
    cause           text        not null,
    -- of the failures that it is about mostly
    failure_cause   text,
    -- orders are absent where nobody can count them; money is an array, an amount a currency
    orders          bigint,
    orders_most     bigint,
    money           jsonb       not null default '[]',
    money_most      jsonb       not null default '[]',
    weighed_at      timestamptz,
    constraint alert_incident_pk primary key (id),
    constraint alert_incident_severity_ck check (severity in ('critical', 'warning')),
    constraint alert_incident_fired_ck check ((fired_at is null) = (severity is null))
);

create unique index alert_incident_open_idx on alert_incident (alert, integration, stage) where resolved_at is null;
-- the page, and retention
create index alert_incident_resolved_at_idx on alert_incident (resolved_at) where resolved_at is not null;
