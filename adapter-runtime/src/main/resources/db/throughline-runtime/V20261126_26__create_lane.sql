-- What is known to have reached the downstream system of each thing, and who is pushing it now. An owner who is there
-- after his time ended without saying how his push did. Until settles_at an earlier push may still arrive.
create table lane (
    key            text        not null,
    pushed_version bigint      not null default 0,
    owner          uuid,
    until          timestamptz,
    settles_at     timestamptz,
    constraint lane_pk primary key (key)
) with (fillfactor = 70);
