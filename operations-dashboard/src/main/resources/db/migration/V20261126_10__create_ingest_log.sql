-- Where the dashboard is in ingest's log of events, and how far topic orders has kept up with it: one row.
create table ingest_log (
    id           boolean     not null default true,
    cursor       text,
    -- the account begins with this table: what was appended earlier was never watched
    since        timestamptz not null default now(),
    -- everything appended until then was read
    read_up_to   timestamptz,
    -- the newest event of the log that came on topic orders, by its instant of appending, and when one last came
    seen_through timestamptz,
    moved_at     timestamptz,
    constraint ingest_log_pk primary key (id),
    constraint ingest_log_one_ck check (id)
);

insert into ingest_log default values;
