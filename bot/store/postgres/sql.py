"""What is said to PostgreSQL? A turn is one statement: one way there and back, whole or not at all."""

from __future__ import annotations

TURN = """
    taken as (
        insert into event_id (id) select %(event_id)s from saved -- already there: the whole statement is undone
    ),
    redrawn as (
        update transcript set turn = %(turn)s, message = (%(messages)s::text[])[%(redrawing)s]
        where %(redrawing)s::int is not null and exists (select from saved) and key = %(key)s
            and number = (select max(number) from transcript where key = %(key)s and who = 'us')
        returning number
    ),
    said as (
        insert into transcript (key, number, turn, at, who, message)
        select %(key)s, last + row_number() over (order by place), %(turn)s, %(now)s, who, message
        from saved, unnest(%(whos)s::text[], %(messages)s::text[]) with ordinality as line (who, message, place),
            (select coalesce(max(number), 0) as last from transcript where key = %(key)s) as before
        where place is distinct from %(redrawing)s::int or not exists (select from redrawn)
    ),
    journaled as (
        insert into journal (day, number, kind, fact, value)
        select %(day)s, journal_number, kind, fact, value
        from saved, unnest(%(kinds)s::text[], %(facts)s::text[], %(values)s::text[])
            with ordinality as event (kind, fact, value, place)
        order by place
    ),
    queued as (
        insert into outgoing (key, kind, payload, has_keyboard, remote_id, once, queued_at)
        select %(key)s, kind, payload, has_keyboard, remote_id, once, %(now)s
        from saved, unnest(%(out_kinds)s::text[], %(payloads)s::text[], %(keyboards)s::bool[], %(remotes)s::bigint[],
            %(onces)s::bool[]) with ordinality as out (kind, payload, has_keyboard, remote_id, once, place)
        order by place
    ),
    addressed as (
        insert into address (key, encrypted)
        select %(key)s, %(address)s::bytea from saved where %(address)s::bytea is not null on conflict do nothing
    )
"""
REMINDERS = """,
    forgotten as (
        delete from reminder where exists (select from saved) and key = %(key)s and id <> all (%(reminder_ids)s::text[])
    ),
    rewritten as (
        insert into reminder (key, id, due_at)
        select %(key)s, id, due_at
        from saved, unnest(%(reminder_ids)s::text[], %(reminder_dues)s::timestamptz[]) as one (id, due_at)
        on conflict (key, id) do update set due_at = excluded.due_at
    )
"""
OUTCOME = "select exists (select from saved), exists (select from event_id where id = %(event_id)s)"
FIRST_TURN = """
    with saved as (
        insert into conversation (key, version, state, last_seen, due_at, journal_number)
        values (%(key)s, %(first_version)s, %(state)s, %(last_seen)s, %(due_at)s, %(journal_number)s)
        on conflict do nothing returning journal_number
    ),
"""
NEXT_TURN = """
    with saved as (
        update conversation set version = version + 1, state = %(state)s, last_seen = %(last_seen)s, due_at = %(due_at)s
        where key = %(key)s and version = %(version)s returning journal_number
    ),
"""
TURNS = {
    (first, rescheduled): "".join((FIRST_TURN if first else NEXT_TURN, TURN, REMINDERS if rescheduled else "", OUTCOME))
    for first in (True, False)
    for rescheduled in (True, False)
}
TAKE_EVENT = "insert into event_id (id) values (%s) on conflict do nothing"
FORGET_EVENTS = "delete from event_id where at < now() - make_interval(secs => %s)"
HOUR = "select extract(epoch from clock_timestamp() + %s)::float8"
FREE = "greatest(leased_until, not_before) <= to_timestamp(%(at)s)"
OTHERS = 100
"""More than are asked for: another sender may be taking the first ones at this moment."""
WAITING = f"""
    with first as materialized ( -- once through what waits, however long it is and old the statistics
        select distinct on (key) number, leased_until, not_before from outgoing
        where sent_at is null order by key, number
    )
    select key, number, kind, payload, remote_id, once from outgoing
    where number = any (array(select number from first where {FREE} order by number limit %(limit)s + {OTHERS}))
        and sent_at is null and {FREE}
    order by number limit %(limit)s for update skip locked
"""
LEASE = "update outgoing set leased_until = to_timestamp(%s) where number = any(%s)"
PUT_OFF = """
    update outgoing set not_before = to_timestamp(late.not_before)
    from unnest(%s::bigint[], %s::float8[]) as late (number, not_before) where outgoing.number = late.number
"""
ONE_PLACE_AT_A_TIME = "insert into pace values ('bot', 0) on conflict (key) do update set free_at = pace.free_at"
"""Takes the row's lock: whoever gives places does it alone."""
FREE_AT = "select key, free_at from pace where key = any(%s)"
MOVE = """
    insert into pace select * from unnest(%s::text[], %s::float8[])
    on conflict (key) do update set free_at = greatest(pace.free_at, excluded.free_at)
"""
DEPART = "update outgoing set sent_at = %s where key = %s and number = %s and sent_at is null returning queued_at"
SENT = "update outgoing set sent_at = %s, remote_id = coalesce(%s, remote_id) where key = %s and number = %s"
LATER = """
    update outgoing set leased_until = '-infinity', not_before = clock_timestamp() + %s,
        sent_at = case when once then null else sent_at end
    where key = %s and number = %s
"""
LAST_KEYBOARD = "select max(remote_id) from outgoing where key = %s and sent_at is not null and has_keyboard"
DUE = """
    select key, journal_number, state, last_seen from conversation
    where due_at < %s or (due_at is null and last_seen < %s)
    order by due_at limit %s for update skip locked
"""
LEFT = "update conversation set version = version + 1, state = %s, due_at = %s where key = %s"
OLD = (
    "delete from transcript where (key, number) in"
    " (select key, number from transcript where at < %s order by at limit %s)",
    "delete from outgoing where queued_at < %s and number in (select number from outgoing order by number limit %s)",
)
"""What was said, on our pages and on its way to Telegram."""
LISTED = """
    insert into erased (number, at) select journal_number, coalesce(%s, now()) from conversation where key = %s
    on conflict do nothing
"""
FORGET_ERASED = "delete from erased where at < now() - make_interval(secs => %s)"
REMINDERS_DUE = """
    select key, id from reminder where due_at <= %s and due_at > coalesce(
        (select to_timestamp(value::float8) from meta where name = 'restored'), '-infinity' -- said before, or never
    ) order by due_at limit %s
"""
WITHOUT_REMINDERS = "update conversation set version = version + 1, state = %s where key = %s"
EXPORTED = {
    "conversation": "select key, journal_number, state,"
    " to_char(last_seen at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') as last_seen"
    " from conversation where key = %s",
    "transcript": "select turn, to_char(at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') as at, who, message"
    " from transcript where key = %s order by number",
    "journal": "select day::text, kind, fact, value from journal where number in"
    " (select journal_number from conversation where key = %s) order by row",
    "outgoing": "select kind, payload, to_char(sent_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') as sent_at,"
    " remote_id from outgoing where key = %s order by number",
    "reminder": "select id, to_char(due_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') as due_at from reminder"
    " where key = %s order by reminder.due_at",
    "address": "select encode(encrypted, 'hex') as encrypted from address where key = %s",
    "pace": "select to_char(to_timestamp(free_at) at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') as free_at"
    " from pace where key = %s",
}
PERSONAL = "conversation, transcript, journal, outgoing, reminder, address, pace"
"""The tables about people: what is erased is swept out of them."""
CLAIM = """
    insert into claim (name, until) values (%(name)s, clock_timestamp() + %(ahead)s + %(seconds)s)
    on conflict (name) do update set until = excluded.until where claim.until <= clock_timestamp() + %(ahead)s
    returning name
"""
